package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.device.NetDevice;

/** Decides how long a confirmation of a device's neighbours counts, within the bounds of its setting ({@code neigh_rand_reach_time}). */
@FunctionalInterface
public interface ReachableTimes {

    /**
     * Draws a time.
     *
     * @param base the setting, in jiffies, above 0
     * @return jiffies, from half to one and a half of the base
     */
    long draw(NetDevice device, long base);
}
