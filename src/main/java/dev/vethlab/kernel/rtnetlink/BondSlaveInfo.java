package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;

/**
 * What there is to tell of a slave of a bond ({@code bond_fill_slave_info}).
 *
 * @param link what the monitor holds of its link, as it is written
 */
public record BondSlaveInfo(boolean active, String link, int failures, MacAddress permanentAddress)
        implements LinkData {}
