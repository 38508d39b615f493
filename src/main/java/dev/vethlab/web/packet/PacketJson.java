package dev.vethlab.web.packet;

import static dev.vethlab.web.packet.JsonBytes.fragment;

import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import dev.vethlab.wire.VlanTag;
import dev.vethlab.wire.print.TcpdumpPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Packets as JSON: where and when each was seen, its line of tcpdump, and its headers from the outside in. A frame that is seen again at
 * the next device is not looked into again.
 */
final class PacketJson {

    private static final byte[] NUMBER = fragment("{\"number\":");
    private static final byte[] AT = fragment(",\"atNs\":");
    private static final byte[] NAMESPACE = fragment(",\"namespace\":");
    private static final byte[] DEVICE = fragment(",\"interface\":");
    private static final byte[] IN = fragment(",\"direction\":\"in\"");
    private static final byte[] OUT = fragment(",\"direction\":\"out\"");
    private static final byte[] BYTES = fragment(",\"bytes\":");
    private static final byte[] SUMMARY = fragment(",\"summary\":");
    private static final byte[] ETHERNET_SOURCE = fragment(",\"ethernet\":{\"source\":");
    private static final byte[] DESTINATION = fragment(",\"destination\":");
    private static final byte[] TYPE = fragment(",\"type\":");
    private static final byte[] VLAN_ID = fragment(",\"vlan\":{\"id\":");
    private static final byte[] PRIORITY = fragment(",\"priority\":");
    private static final byte[] ARP_OPERATION = fragment(",\"arp\":{\"operation\":");
    private static final byte[] SENDER_MAC = fragment(",\"senderMac\":");
    private static final byte[] SENDER_IP = fragment(",\"senderIp\":");
    private static final byte[] TARGET_MAC = fragment(",\"targetMac\":");
    private static final byte[] TARGET_IP = fragment(",\"targetIp\":");
    private static final byte[] IP_SOURCE = fragment(",\"ip\":{\"source\":");
    private static final byte[] TTL = fragment(",\"ttl\":");
    private static final byte[] TOS = fragment(",\"tos\":");
    private static final byte[] ID = fragment(",\"id\":");
    private static final byte[] DONT_FRAGMENT = fragment(",\"dontFragment\":");
    private static final byte[] MORE_FRAGMENTS = fragment(",\"moreFragments\":");
    private static final byte[] FRAGMENT_OFFSET = fragment(",\"fragmentOffset\":");
    private static final byte[] PROTOCOL = fragment(",\"protocol\":");
    private static final byte[] ICMP_TYPE = fragment(",\"icmp\":{\"type\":");
    private static final byte[] CODE = fragment(",\"code\":");
    private static final byte[] IDENTIFIER = fragment(",\"identifier\":");
    private static final byte[] SEQUENCE = fragment(",\"sequence\":");
    private static final byte[] UDP_SOURCE_PORT = fragment(",\"udp\":{\"sourcePort\":");
    private static final byte[] TCP_SOURCE_PORT = fragment(",\"tcp\":{\"sourcePort\":");
    private static final byte[] DESTINATION_PORT = fragment(",\"destinationPort\":");
    private static final byte[] ACKNOWLEDGMENT = fragment(",\"acknowledgment\":");
    private static final byte[] FLAGS = fragment(",\"flags\":");
    private static final byte[] WINDOW = fragment(",\"window\":");
    private static final byte[] LENGTH = fragment(",\"length\":");
    private static final byte[] TRUE = fragment("true");
    private static final byte[] FALSE = fragment("false");

    private final JsonBytes out;
    private final WrittenBefore<TracedPacket> places;
    private final WrittenBefore<EthernetFrame> headers;
    private final WrittenBefore<Ipv4Packet> addresses;
    private @Nullable EthernetFrame latest;
    private int latestFrom;
    private int latestTo;

    PacketJson(JsonBytes out) {
        this.out = out;
        this.places = new WrittenBefore<>(out);
        this.headers = new WrittenBefore<>(out);
        this.addresses = new WrittenBefore<>(out);
    }

    void write(TracedPacket traced) {
        CapturedPacket packet = traced.packet();
        out.raw(NUMBER).number(packet.number()).raw(AT).number(packet.atNs());
        writePlace(traced);
        if (packet.frame() == latest) {
            out.again(latestFrom, latestTo);
        } else {
            latestFrom = out.length();
            frame(packet.frame());
            latestTo = out.length();
            latest = packet.frame();
        }
        out.raw('}');
    }

    private void writePlace(TracedPacket traced) {
        Direction direction = traced.packet().direction();
        int hash = (traced.namespace().hashCode() * 31 + traced.device().hashCode()) * 2 + direction.ordinal();
        TracedPacket known = places.at(hash);
        if (known != null
                && known.packet().direction() == direction
                && known.device().equals(traced.device())
                && known.namespace().equals(traced.namespace())) {
            places.writeAgain(hash);
            return;
        }
        int from = out.length();
        out.raw(NAMESPACE).text(traced.namespace()).raw(DEVICE).text(traced.device());
        out.raw(direction == Direction.IN ? IN : OUT);
        places.note(traced, hash, from);
    }

    private void frame(EthernetFrame frame) {
        out.raw(BYTES).number(frame.length()).raw(SUMMARY).text(TcpdumpPrinter.line(frame));
        writeEthernet(frame);
        Payload payload = frame.payload();
        boolean tagged = false;
        while (payload instanceof VlanTag tag) {
            if (!tagged) {
                out.raw(VLAN_ID)
                        .number(tag.id())
                        .raw(PRIORITY)
                        .number(tag.priority())
                        .raw('}');
            }
            tagged = true;
            payload = tag.payload();
        }
        if (payload instanceof ArpPacket arp) {
            arp(arp);
        } else if (payload instanceof Ipv4Packet ip) {
            ip(ip);
            transport(ip.payload());
        }
    }

    private void writeEthernet(EthernetFrame frame) {
        int hash =
                Long.hashCode(frame.source().bits() * 31 + frame.destination().bits());
        EthernetFrame known = headers.at(hash);
        if (known != null
                && known.source().equals(frame.source())
                && known.destination().equals(frame.destination())
                && known.type() == frame.type()) {
            headers.writeAgain(hash);
            return;
        }
        int from = out.length();
        out.raw(ETHERNET_SOURCE).text(frame.source().toString());
        out.raw(DESTINATION).text(frame.destination().toString());
        out.raw(TYPE).text(etherType(frame.type())).raw('}');
        headers.note(frame, hash, from);
    }

    private void arp(ArpPacket arp) {
        out.raw(ARP_OPERATION)
                .text(
                        switch (arp.operation()) {
                            case ArpPacket.REQUEST -> "request";
                            case ArpPacket.REPLY -> "reply";
                            default -> String.valueOf(arp.operation());
                        });
        out.raw(SENDER_MAC).text(arp.senderMac().toString());
        out.raw(SENDER_IP).text(arp.senderIp().toString());
        out.raw(TARGET_MAC).text(arp.targetMac().toString());
        out.raw(TARGET_IP).text(arp.targetIp().toString()).raw('}');
    }

    private void ip(Ipv4Packet ip) {
        writeAddresses(ip);
        out.raw(LENGTH).number(ip.length()).raw(TTL).number(ip.ttl());
        out.raw(TOS).number(ip.tos()).raw(ID).number(ip.id());
        out.raw(DONT_FRAGMENT).raw(ip.dontFragment() ? TRUE : FALSE);
        out.raw(MORE_FRAGMENTS).raw(ip.moreFragments() ? TRUE : FALSE);
        out.raw(FRAGMENT_OFFSET).number(ip.fragmentOffset());
        out.raw(PROTOCOL).text(protocol(ip.protocol())).raw('}');
    }

    private void writeAddresses(Ipv4Packet ip) {
        int hash = ip.source().bits() * 31 + ip.destination().bits();
        Ipv4Packet known = addresses.at(hash);
        if (known != null
                && known.source().equals(ip.source())
                && known.destination().equals(ip.destination())) {
            addresses.writeAgain(hash);
            return;
        }
        int from = out.length();
        out.raw(IP_SOURCE).text(ip.source().toString());
        out.raw(DESTINATION).text(ip.destination().toString());
        addresses.note(ip, hash, from);
    }

    private void transport(Payload payload) {
        if (payload instanceof IcmpMessage icmp) {
            icmp(icmp);
        } else if (payload instanceof UdpDatagram udp) {
            out.raw(UDP_SOURCE_PORT).number(udp.sourcePort());
            out.raw(DESTINATION_PORT).number(udp.destinationPort());
            out.raw(LENGTH).number(udp.length()).raw('}');
        } else if (payload instanceof TcpSegment tcp) {
            tcp(tcp);
        }
    }

    /** Identifier and sequence of echoes alone. */
    private void icmp(IcmpMessage icmp) {
        out.raw(ICMP_TYPE).number(icmp.type()).raw(CODE).number(icmp.code());
        if (icmp.type() == IcmpMessage.ECHO_REQUEST || icmp.type() == IcmpMessage.ECHO_REPLY) {
            out.raw(IDENTIFIER).number(icmp.identifier()).raw(SEQUENCE).number(icmp.sequence());
        }
        out.raw(LENGTH).number(icmp.length()).raw('}');
    }

    private void tcp(TcpSegment tcp) {
        out.raw(TCP_SOURCE_PORT).number(tcp.sourcePort());
        out.raw(DESTINATION_PORT).number(tcp.destinationPort());
        out.raw(SEQUENCE).number(Integer.toUnsignedLong(tcp.sequence()));
        out.raw(ACKNOWLEDGMENT).number(Integer.toUnsignedLong(tcp.acknowledgment()));
        out.raw(FLAGS).number(tcp.flags()).raw(WINDOW).number(tcp.window());
        out.raw(LENGTH).number(tcp.payload().length()).raw('}');
    }

    private static String protocol(int number) {
        return switch (number) {
            case Ipv4Packet.ICMP -> "icmp";
            case Ipv4Packet.IGMP -> "igmp";
            case Ipv4Packet.IPIP -> "ipip";
            case Ipv4Packet.TCP -> "tcp";
            case Ipv4Packet.UDP -> "udp";
            default -> String.valueOf(number);
        };
    }

    private static String etherType(int type) {
        return switch (type) {
            case EthernetFrame.TYPE_ARP -> "arp";
            case EthernetFrame.TYPE_IPV4 -> "ip";
            case EthernetFrame.TYPE_IPV6 -> "ip6";
            case EthernetFrame.TYPE_VLAN -> "vlan";
            case EthernetFrame.TYPE_QINQ -> "qinq";
            default -> String.format("0x%04x", type);
        };
    }
}
