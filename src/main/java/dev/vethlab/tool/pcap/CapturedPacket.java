package dev.vethlab.tool.pcap;

import dev.vethlab.wire.Payload;
import java.util.Optional;

/**
 * A packet as it passed an interface.
 *
 * @param atNs when, in nanoseconds since the epoch; not negative
 * @param frame what the interface's link type says: a frame, or an IP packet
 * @param comment a remark for the reader, which only pcapng keeps
 */
public record CapturedPacket(long atNs, Direction direction, Payload frame, Optional<String> comment) {}
