package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;

/**
 * A group that a device is in, as {@code /proc/net/igmp} tells of it.
 *
 * @param users how many have joined it by this device
 * @param reportInTicks hundredths of a second until it is reported; -1 where nothing is due
 * @param reporter whether this host was the last to report it
 */
public record Membership(Ipv4Address group, int users, long reportInTicks, boolean reporter) {}
