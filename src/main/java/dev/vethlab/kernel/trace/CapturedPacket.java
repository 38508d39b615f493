package dev.vethlab.kernel.trace;

import dev.vethlab.wire.EthernetFrame;

/**
 * A packet seen at a device.
 *
 * @param number the lab's own total order of captured packets, from 1
 */
public record CapturedPacket(long number, long atNs, Direction direction, EthernetFrame frame) {}
