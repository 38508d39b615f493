package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import java.util.Optional;

/** The fields of headers ({@code nft_payload.c}, and {@code proto.c} of nftables). */
public enum HeaderField implements Selector {
    IP_VERSION("ip", "version", DataType.INTEGER),
    IP_HDRLENGTH("ip", "hdrlength", DataType.INTEGER),
    IP_DSCP("ip", "dscp", DataType.DSCP),
    /** All of the octet, which only iptables has a word for. */
    IP_TOS("ip", "type of service", DataType.BYTE),
    IP_LENGTH("ip", "length", DataType.SHORT),
    IP_ID("ip", "id", DataType.SHORT),
    IP_FRAG_OFF("ip", "frag-off", DataType.INTEGER),
    IP_TTL("ip", "ttl", DataType.BYTE),
    IP_PROTOCOL("ip", "protocol", DataType.INET_PROTO),
    IP_SADDR("ip", "saddr", DataType.IPV4_ADDR),
    IP_DADDR("ip", "daddr", DataType.IPV4_ADDR),
    ICMP_TYPE("icmp", "type", DataType.ICMP_TYPE),
    ICMP_CODE("icmp", "code", DataType.ICMP_CODE),
    ICMP_ID("icmp", "id", DataType.SHORT),
    ICMP_SEQUENCE("icmp", "sequence", DataType.SHORT),
    ICMP_MTU("icmp", "mtu", DataType.INTEGER),
    TCP_SPORT("tcp", "sport", DataType.INET_SERVICE),
    TCP_DPORT("tcp", "dport", DataType.INET_SERVICE),
    TCP_SEQUENCE("tcp", "sequence", DataType.INTEGER),
    TCP_ACKSEQ("tcp", "ackseq", DataType.INTEGER),
    TCP_FLAGS("tcp", "flags", DataType.TCP_FLAG),
    TCP_WINDOW("tcp", "window", DataType.SHORT),
    UDP_SPORT("udp", "sport", DataType.INET_SERVICE),
    UDP_DPORT("udp", "dport", DataType.INET_SERVICE),
    UDP_LENGTH("udp", "length", DataType.SHORT),
    TH_SPORT("th", "sport", DataType.INET_SERVICE),
    TH_DPORT("th", "dport", DataType.INET_SERVICE),
    ETHER_SADDR("ether", "saddr", DataType.ETHER_ADDR),
    ETHER_DADDR("ether", "daddr", DataType.ETHER_ADDR),
    ETHER_TYPE("ether", "type", DataType.ETHER_TYPE),
    ARP_OPERATION("arp", "operation", DataType.ARP_OP),
    ARP_SADDR_IP("arp", "saddr ip", DataType.IPV4_ADDR),
    ARP_DADDR_IP("arp", "daddr ip", DataType.IPV4_ADDR),
    ARP_SADDR_ETHER("arp", "saddr ether", DataType.ETHER_ADDR),
    ARP_DADDR_ETHER("arp", "daddr ether", DataType.ETHER_ADDR);

    private static final int HDRLENGTH_SHIFT = 2;

    private final String protocol;
    private final String field;
    private final DataType type;

    HeaderField(String protocol, String field, DataType type) {
        this.protocol = protocol;
        this.field = field;
        this.type = type;
    }

    public static Optional<HeaderField> of(String protocol, String field) {
        for (HeaderField candidate : values()) {
            if (candidate.protocol.equals(protocol) && candidate.field.equals(field)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The header that it is in: {@code ip}, {@code tcp} ... */
    public String protocol() {
        return protocol;
    }

    public String field() {
        return field;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public String text(TextStyle style) {
        return protocol + " " + field;
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        Skb skb = evaluation.skb;
        long value = switch (protocol) {
            case "ip" -> skb.payload instanceof Ipv4Packet packet ? ip(packet) : -1;
            case "ether" -> skb.frame != null && evaluation.in != null ? ether(skb.frame) : -1;
            case "arp" -> skb.payload instanceof ArpPacket packet ? arp(packet) : -1;
            default -> skb.payload instanceof Ipv4Packet packet ? transport(packet.payload()) : -1;
        };
        evaluation.numbers[register] = value;
        return value >= 0;
    }

    private long ip(Ipv4Packet packet) {
        return switch (this) {
            case IP_VERSION -> 4;
            case IP_HDRLENGTH -> packet.headerLength() >> HDRLENGTH_SHIFT;
            case IP_DSCP -> packet.tos() >> 2 & 0x3f;
            case IP_TOS -> packet.tos();
            case IP_LENGTH -> packet.length();
            case IP_ID -> packet.id();
            case IP_FRAG_OFF ->
                (packet.dontFragment() ? 0x4000 : 0)
                        | (packet.moreFragments() ? 0x2000 : 0)
                        | packet.fragmentOffset() >> 3;
            case IP_TTL -> packet.ttl();
            case IP_PROTOCOL -> packet.protocol();
            case IP_SADDR -> Integer.toUnsignedLong(packet.source().bits());
            default -> Integer.toUnsignedLong(packet.destination().bits());
        };
    }

    private long ether(EthernetFrame frame) {
        return switch (this) {
            case ETHER_SADDR -> frame.source().bits();
            case ETHER_DADDR -> frame.destination().bits();
            default -> frame.type();
        };
    }

    private long arp(ArpPacket packet) {
        return switch (this) {
            case ARP_OPERATION -> packet.operation();
            case ARP_SADDR_IP -> Integer.toUnsignedLong(packet.senderIp().bits());
            case ARP_DADDR_IP -> Integer.toUnsignedLong(packet.targetIp().bits());
            case ARP_SADDR_ETHER -> packet.senderMac().bits();
            default -> packet.targetMac().bits();
        };
    }

    private long transport(Payload payload) {
        if (payload instanceof TcpSegment tcp) {
            return tcp(tcp);
        }
        if (payload instanceof UdpDatagram udp) {
            return switch (this) {
                case UDP_SPORT, TH_SPORT -> udp.sourcePort();
                case UDP_DPORT, TH_DPORT -> udp.destinationPort();
                case UDP_LENGTH -> udp.length();
                default -> -1;
            };
        }
        return payload instanceof IcmpMessage icmp ? icmp(icmp) : -1;
    }

    private long tcp(TcpSegment tcp) {
        return switch (this) {
            case TCP_SPORT, TH_SPORT -> tcp.sourcePort();
            case TCP_DPORT, TH_DPORT -> tcp.destinationPort();
            case TCP_SEQUENCE -> Integer.toUnsignedLong(tcp.sequence());
            case TCP_ACKSEQ -> Integer.toUnsignedLong(tcp.acknowledgment());
            case TCP_FLAGS -> tcp.flags() & 0xff;
            case TCP_WINDOW -> tcp.window();
            default -> -1;
        };
    }

    private long icmp(IcmpMessage icmp) {
        boolean echo = icmp.type() == IcmpMessage.ECHO_REQUEST || icmp.type() == IcmpMessage.ECHO_REPLY;
        return switch (this) {
            case ICMP_TYPE -> icmp.type();
            case ICMP_CODE -> icmp.code();
            case ICMP_ID -> echo ? icmp.identifier() : -1;
            case ICMP_SEQUENCE -> echo ? icmp.sequence() : -1;
            case ICMP_MTU -> icmp.mtu();
            default -> -1;
        };
    }
}
