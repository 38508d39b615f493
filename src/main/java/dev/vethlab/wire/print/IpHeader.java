package dev.vethlab.wire.print;

import dev.vethlab.wire.Bytes;

/**
 * What the printers above IP need of its header.
 *
 * @param protocol of the IP header itself; behind IPv6 extension headers another than the payload's
 * @param fragmented whether this is the first of several fragments
 */
record IpHeader(int version, int protocol, boolean fragmented, Bytes source, Bytes destination) {

    static IpHeader v4(Dissection packet, int at) {
        boolean more = (packet.u16(at + 6) & 0x2000) != 0;
        return new IpHeader(4, packet.u8(at + 9), more, packet.bytes(at + 12, 4), packet.bytes(at + 16, 4));
    }

    static IpHeader v6(Dissection packet, int at, boolean fragmented) {
        return new IpHeader(6, packet.u8(at + 6), fragmented, packet.bytes(at + 8, 16), packet.bytes(at + 24, 16));
    }

    /** {@code source > destination}. */
    String route() {
        return text(source) + " > " + text(destination);
    }

    /** {@code source.port > destination.port: }, without the addresses where extension headers follow them. */
    String route(int payloadProtocol, int sourcePort, int destinationPort) {
        return protocol == payloadProtocol
                ? text(source) + "." + sourcePort + " > " + text(destination) + "." + destinationPort + ": "
                : sourcePort + " > " + destinationPort + ": ";
    }

    private String text(Bytes address) {
        if (version == 6) {
            return Ipv6Text.of(address);
        }
        return address.at(0) + "." + address.at(1) + "." + address.at(2) + "." + address.at(3);
    }
}
