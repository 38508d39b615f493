package dev.vethlab.tool.tcpdump;

import dev.vethlab.tool.pcap.LinkType;

/**
 * Where the packets come from that a filter will see; some expressions mean something else there, or nothing.
 *
 * @param live whether they are captured now, in which case the kernel keeps an outermost VLAN tag beside the frame and
 *     knows the direction; else they are read from a file
 * @param netmask of the interface's first address, for {@code ip broadcast}; 0 where there is none, as of a file
 */
public record FilterSource(LinkType linkType, boolean live, int netmask) {

    /** A file of Ethernet frames, as {@code tcpdump -r} reads it. */
    public static final FilterSource FILE = new FilterSource(LinkType.ETHERNET, false, 0);
}
