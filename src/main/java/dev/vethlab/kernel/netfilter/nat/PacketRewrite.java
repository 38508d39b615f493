package dev.vethlab.kernel.netfilter.nat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;

/** Changes one end of a packet ({@code nf_nat_manip_pkt}); the checksums follow. */
final class PacketRewrite {

    private PacketRewrite() {}

    /** The packet with the source or the destination of a tuple. */
    static Ipv4Packet rewrite(Ipv4Packet packet, Tuple target, NatManip manip) {
        boolean source = manip == NatManip.SOURCE;
        Ipv4Address from = source ? target.source() : packet.source();
        Ipv4Address to = source ? packet.destination() : target.destination();
        return packet.withAddresses(from, to).withPayload(payload(packet.payload(), target, source, from, to));
    }

    private static Payload payload(Payload payload, Tuple target, boolean source, Ipv4Address from, Ipv4Address to) {
        if (payload instanceof TcpSegment tcp) {
            return new TcpSegment(
                    from,
                    to,
                    source ? target.sourcePort() : tcp.sourcePort(),
                    source ? tcp.destinationPort() : target.destinationPort(),
                    tcp.sequence(),
                    tcp.acknowledgment(),
                    tcp.flags(),
                    tcp.window(),
                    tcp.urgentPointer(),
                    tcp.options(),
                    tcp.payload());
        }
        if (payload instanceof UdpDatagram udp) {
            return new UdpDatagram(
                    from,
                    to,
                    source ? target.sourcePort() : udp.sourcePort(),
                    source ? udp.destinationPort() : target.destinationPort(),
                    udp.payload());
        }
        if (payload instanceof IcmpMessage icmp && !icmp.isError()) {
            return new IcmpMessage(
                    icmp.type(), icmp.code(), target.sourcePort() << 16 | icmp.rest() & 0xffff, icmp.payload());
        }
        return payload;
    }

    /**
     * The bytes of a quoted packet, perhaps cut short, with the source or the destination of a tuple; checksums are adjusted by
     * what has changed (RFC 1624), so that one that was wrong stays wrong.
     */
    static Bytes rewriteQuoted(Bytes quoted, Tuple target, NatManip manip) {
        byte[] bytes = quoted.encode();
        boolean source = manip == NatManip.SOURCE;
        int header = (bytes[0] & 15) << 2;
        int addressAt = source ? 12 : 16;
        int newAddress = (source ? target.source() : target.destination()).bits();
        int protocol = bytes[9] & 0xff;
        int checksumAt = protocol == Ipv4Packet.TCP ? header + 16 : protocol == Ipv4Packet.UDP ? header + 6 : -1;
        if (checksumAt + 2 > bytes.length || protocol == Ipv4Packet.UDP && u16(bytes, checksumAt) == 0) {
            checksumAt = -1;
        }
        put16(bytes, addressAt, newAddress >>> 16, 10, checksumAt);
        put16(bytes, addressAt + 2, newAddress & 0xffff, 10, checksumAt);
        if (protocol == Ipv4Packet.ICMP && bytes.length >= header + 6) {
            put16(bytes, header + 4, target.sourcePort(), header + 2, -1);
        } else if ((protocol == Ipv4Packet.TCP || protocol == Ipv4Packet.UDP) && bytes.length >= header + 4) {
            int port = source ? target.sourcePort() : target.destinationPort();
            put16(bytes, source ? header : header + 2, port, checksumAt, -1);
        }
        return Bytes.of(bytes);
    }

    private static void put16(byte[] bytes, int at, int value, int checksumAt, int otherChecksumAt) {
        int old = u16(bytes, at);
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
        adjust(bytes, checksumAt, old, value);
        adjust(bytes, otherChecksumAt, old, value);
    }

    private static void adjust(byte[] bytes, int at, int old, int value) {
        if (at >= 0) {
            int sum = (~u16(bytes, at) & 0xffff) + (~old & 0xffff) + value;
            sum = (sum >>> 16) + (sum & 0xffff);
            sum += sum >>> 16;
            bytes[at] = (byte) (~sum >> 8);
            bytes[at + 1] = (byte) ~sum;
        }
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
