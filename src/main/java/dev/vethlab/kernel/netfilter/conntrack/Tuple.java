package dev.vethlab.kernel.netfilter.conntrack;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/**
 * What names one direction of a connection ({@code struct nf_conntrack_tuple}).
 *
 * @param zone the zone that it is tracked in: in each, names mean something else
 * @param sourcePort the source port; of ICMP the identifier; of a protocol without ports 0
 * @param destinationPort the destination port; of ICMP the type and, in the low octet, the code
 */
public record Tuple(
        int zone, int protocol, Ipv4Address source, int sourcePort, Ipv4Address destination, int destinationPort) {

    private static final int UDP_LITE = 136;
    private static final int PORTS_LENGTH = 4;

    /** The tuple of a packet in zone 0; null for one whose transport header is damaged ({@code nf_ct_get_tuple}). */
    public static @Nullable Tuple of(Ipv4Packet packet) {
        Payload payload = packet.payload();
        switch (packet.protocol()) {
            case Ipv4Packet.ICMP:
                if (payload instanceof IcmpMessage message) {
                    return new Tuple(
                            0,
                            Ipv4Packet.ICMP,
                            packet.source(),
                            message.identifier(),
                            packet.destination(),
                            message.type() << 8 | message.code());
                }
                return null;
            case Ipv4Packet.TCP:
                return payload instanceof TcpSegment segment
                        ? withPorts(packet, segment.sourcePort(), segment.destinationPort())
                        : null;
            case Ipv4Packet.UDP:
                return payload instanceof UdpDatagram datagram
                        ? withPorts(packet, datagram.sourcePort(), datagram.destinationPort())
                        : null;
            default:
                return withPorts(packet, 0, 0);
        }
    }

    /** The tuple in zone 0 of a packet that an error quotes, which may be cut short; null where too little is left. */
    public static @Nullable Tuple ofQuoted(Ipv4Packet quoted) {
        if (!(quoted.payload() instanceof Bytes bytes)) {
            return null;
        }
        boolean hasPorts = quoted.protocol() == Ipv4Packet.TCP
                || quoted.protocol() == Ipv4Packet.UDP
                || quoted.protocol() == UDP_LITE;
        if (quoted.protocol() == Ipv4Packet.ICMP) {
            return bytes.length() < IcmpMessage.HEADER_LENGTH
                    ? null
                    : new Tuple(0, Ipv4Packet.ICMP, quoted.source(), bytes.u16(4), quoted.destination(), bytes.u16(0));
        }
        if (!hasPorts) {
            return withPorts(quoted, 0, 0);
        }
        return bytes.length() < PORTS_LENGTH ? null : withPorts(quoted, bytes.u16(0), bytes.u16(2));
    }

    private static Tuple withPorts(Ipv4Packet packet, int sourcePort, int destinationPort) {
        return new Tuple(0, packet.protocol(), packet.source(), sourcePort, packet.destination(), destinationPort);
    }

    public int icmpType() {
        return destinationPort >> 8;
    }

    public int icmpCode() {
        return destinationPort & 0xff;
    }

    /** The tuple of an answer; null for an ICMP message that has none ({@code nf_ct_invert_tuple}). */
    public @Nullable Tuple inverse() {
        if (protocol == Ipv4Packet.ICMP) {
            int type = icmpAnswer(icmpType());
            return type < 0 ? null : new Tuple(zone, protocol, destination, sourcePort, source, type << 8 | icmpCode());
        }
        return new Tuple(zone, protocol, destination, destinationPort, source, sourcePort);
    }

    private static int icmpAnswer(int type) {
        return switch (type) {
            case 8 -> 0;
            case 0 -> 8;
            case 13 -> 14;
            case 14 -> 13;
            case 15 -> 16;
            case 16 -> 15;
            case 17 -> 18;
            case 18 -> 17;
            default -> -1;
        };
    }

    /** The same name in another zone. */
    public Tuple in(int otherZone) {
        return otherZone == zone
                ? this
                : new Tuple(otherZone, protocol, source, sourcePort, destination, destinationPort);
    }

    public Tuple withSource(Ipv4Address address, int port) {
        return new Tuple(zone, protocol, address, port, destination, destinationPort);
    }

    public Tuple withDestination(Ipv4Address address, int port) {
        return new Tuple(zone, protocol, source, sourcePort, address, port);
    }
}
