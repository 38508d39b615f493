package dev.vethlab.tool.pcap;

import java.util.List;

/**
 * What was captured on one interface.
 *
 * @param name of the interface, which only pcapng keeps
 * @param packets in the order in which they passed
 */
public record Capture(String name, LinkType linkType, List<CapturedPacket> packets) {}
