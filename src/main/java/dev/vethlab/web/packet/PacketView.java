package dev.vethlab.web.packet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import dev.vethlab.wire.VlanTag;
import dev.vethlab.wire.print.TcpdumpPrinter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A captured packet: where and when it was seen, its line of tcpdump, and its headers from the outside in.
 *
 * @param number the lab's own total order
 * @param bytes the length of the frame
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PacketView(
        long number,
        long atNs,
        String namespace,
        @JsonProperty("interface") String device,
        String direction,
        int bytes,
        String summary,
        Ethernet ethernet,
        @Nullable Vlan vlan,
        @Nullable Arp arp,
        @Nullable Ip ip,
        @Nullable Icmp icmp,
        @Nullable Udp udp,
        @Nullable Tcp tcp) {

    /** The Ethernet header. */
    public record Ethernet(String source, String destination, String type) {}

    /** An 802.1Q tag. */
    public record Vlan(int id, int priority) {}

    /** An ARP packet. */
    public record Arp(String operation, String senderMac, String senderIp, String targetMac, String targetIp) {}

    /** An IPv4 header. */
    public record Ip(
            String source,
            String destination,
            int length,
            int ttl,
            int tos,
            int id,
            boolean dontFragment,
            boolean moreFragments,
            int fragmentOffset,
            String protocol) {}

    /** An ICMP message; identifier and sequence of echoes alone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Icmp(
            int type,
            int code,
            @Nullable Integer identifier,
            @Nullable Integer sequence,
            int length) {}

    /** A UDP header. */
    public record Udp(int sourcePort, int destinationPort, int length) {}

    /** A TCP header. */
    public record Tcp(
            int sourcePort,
            int destinationPort,
            long sequence,
            long acknowledgment,
            int flags,
            int window,
            int length) {}

    /** The view of a packet. */
    public static PacketView of(TracedPacket traced) {
        CapturedPacket packet = traced.packet();
        EthernetFrame frame = packet.frame();
        Payload payload = frame.payload();
        Vlan vlan = null;
        while (payload instanceof VlanTag tag) {
            vlan = vlan == null ? new Vlan(tag.id(), tag.priority()) : vlan;
            payload = tag.payload();
        }
        Ipv4Packet ip = payload instanceof Ipv4Packet packetInside ? packetInside : null;
        Payload transport = ip == null ? Bytes.EMPTY : ip.payload();
        return new PacketView(
                packet.number(),
                packet.atNs(),
                traced.namespace(),
                traced.device(),
                packet.direction().name().toLowerCase(Locale.ROOT),
                frame.length(),
                TcpdumpPrinter.line(frame),
                new Ethernet(frame.source().toString(), frame.destination().toString(), etherType(frame.type())),
                vlan,
                payload instanceof ArpPacket arp ? arp(arp) : null,
                ip == null ? null : ip(ip),
                transport instanceof IcmpMessage icmp ? icmp(icmp) : null,
                transport instanceof UdpDatagram udp
                        ? new Udp(udp.sourcePort(), udp.destinationPort(), udp.length())
                        : null,
                transport instanceof TcpSegment tcp ? tcp(tcp) : null);
    }

    private static Arp arp(ArpPacket arp) {
        String operation = switch (arp.operation()) {
            case ArpPacket.REQUEST -> "request";
            case ArpPacket.REPLY -> "reply";
            default -> String.valueOf(arp.operation());
        };
        return new Arp(
                operation,
                arp.senderMac().toString(),
                arp.senderIp().toString(),
                arp.targetMac().toString(),
                arp.targetIp().toString());
    }

    private static Ip ip(Ipv4Packet ip) {
        return new Ip(
                ip.source().toString(),
                ip.destination().toString(),
                ip.length(),
                ip.ttl(),
                ip.tos(),
                ip.id(),
                ip.dontFragment(),
                ip.moreFragments(),
                ip.fragmentOffset(),
                protocol(ip.protocol()));
    }

    private static Icmp icmp(IcmpMessage icmp) {
        boolean echo = icmp.type() == IcmpMessage.ECHO_REQUEST || icmp.type() == IcmpMessage.ECHO_REPLY;
        return new Icmp(
                icmp.type(),
                icmp.code(),
                echo ? icmp.identifier() : null,
                echo ? icmp.sequence() : null,
                icmp.length());
    }

    private static Tcp tcp(TcpSegment tcp) {
        return new Tcp(
                tcp.sourcePort(),
                tcp.destinationPort(),
                Integer.toUnsignedLong(tcp.sequence()),
                Integer.toUnsignedLong(tcp.acknowledgment()),
                tcp.flags(),
                tcp.window(),
                tcp.payload().length());
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
