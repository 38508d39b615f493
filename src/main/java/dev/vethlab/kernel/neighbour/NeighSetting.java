package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.machine.Jiffies;

/**
 * What a device's neighbours are ruled by ({@code NEIGH_VAR_*}), in the kernel's order, with the defaults of
 * {@code arp_tbl}. Times are kept in {@link Jiffies}.
 */
public enum NeighSetting {
    MCAST_PROBES(3),
    UCAST_PROBES(3),
    APP_PROBES(0),
    MCAST_REPROBES(0),
    RETRANS_TIME(Jiffies.HZ),
    BASE_REACHABLE_TIME(30 * Jiffies.HZ),
    DELAY_PROBE_TIME(5 * Jiffies.HZ),
    INTERVAL_PROBE_TIME_MS(5 * Jiffies.HZ),
    GC_STALETIME(60 * Jiffies.HZ),
    /** The room of the queue of an unresolved neighbour: what the largest default socket buffer takes. */
    QUEUE_LEN_BYTES(212_992),
    PROXY_QLEN(64),
    ANYCAST_DELAY(Jiffies.HZ),
    PROXY_DELAY(8 * Jiffies.HZ / 10),
    LOCKTIME(Jiffies.HZ);

    private final int initial;

    NeighSetting(int initial) {
        this.initial = initial;
    }

    /** The value of a new device. */
    public int initial() {
        return initial;
    }
}
