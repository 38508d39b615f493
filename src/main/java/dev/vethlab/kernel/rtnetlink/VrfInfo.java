package dev.vethlab.kernel.rtnetlink;

/**
 * What there is to tell of a VRF, and of a port of one ({@code vrf_fillinfo}, {@code vrf_fill_slave_info}).
 *
 * @param table the number of its table, unsigned
 */
public record VrfInfo(int table) implements LinkData {}
