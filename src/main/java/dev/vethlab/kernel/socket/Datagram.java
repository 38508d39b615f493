package dev.vethlab.kernel.socket;

import dev.vethlab.wire.Ipv4Packet;

/**
 * A received packet as it waits in a socket ({@code recvmsg} with {@code IP_PKTINFO}, {@code IP_RECVTTL} and
 * {@code SO_TIMESTAMP}).
 *
 * @param packet the whole packet; what a program gets of it is a matter of the socket's type
 * @param deviceIndex the device that it came in by
 * @param atNs when it came in
 */
public record Datagram(Ipv4Packet packet, int deviceIndex, long atNs) {}
