package dev.vethlab.kernel.sched.act;

/**
 * Sends packets, or copies of them, elsewhere ({@code struct tc_mirred}).
 *
 * @param device the index of the device, 0 for the one that it has
 * @param mirror whether a copy is sent, and the packet goes on
 * @param toIngress whether the device receives it; else it sends it
 * @param control what becomes of the packet then
 */
public record MirredSpec(int index, boolean onlyIndex, int device, boolean mirror, boolean toIngress, int control)
        implements ActionSpec {}
