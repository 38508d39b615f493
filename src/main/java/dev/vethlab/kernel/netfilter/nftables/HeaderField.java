package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    IP_ECN("ip", "ecn", DataType.ECN, 14, 2),
    IP_TTL("ip", "ttl", DataType.BYTE),
    IP_CHECKSUM("ip", "checksum", DataType.SHORT, 80, 16),
    IP_PROTOCOL("ip", "protocol", DataType.INET_PROTO),
    IP_SADDR("ip", "saddr", DataType.IPV4_ADDR),
    IP_DADDR("ip", "daddr", DataType.IPV4_ADDR),
    ICMP_TYPE("icmp", "type", DataType.ICMP_TYPE),
    ICMP_CODE("icmp", "code", DataType.ICMP_CODE),
    ICMP_ID("icmp", "id", DataType.SHORT),
    ICMP_SEQUENCE("icmp", "sequence", DataType.SHORT),
    ICMP_MTU("icmp", "mtu", DataType.INTEGER),
    ICMP_CHECKSUM("icmp", "checksum", DataType.SHORT, 16, 16),
    ICMP_GATEWAY("icmp", "gateway", DataType.INTEGER, 32, 32),
    IGMP_TYPE("igmp", "type", DataType.IGMP_TYPE, 0, 8),
    IGMP_MRT("igmp", "mrt", DataType.BYTE, 8, 8),
    IGMP_CHECKSUM("igmp", "checksum", DataType.SHORT, 16, 16),
    IGMP_GROUP("igmp", "group", DataType.INTEGER, 32, 32),
    TCP_SPORT("tcp", "sport", DataType.INET_SERVICE),
    TCP_DPORT("tcp", "dport", DataType.INET_SERVICE),
    TCP_SEQUENCE("tcp", "sequence", DataType.INTEGER),
    TCP_ACKSEQ("tcp", "ackseq", DataType.INTEGER),
    TCP_FLAGS("tcp", "flags", DataType.TCP_FLAG),
    TCP_WINDOW("tcp", "window", DataType.SHORT),
    TCP_DOFF("tcp", "doff", DataType.NIBBLE, 96, 4),
    TCP_RESERVED("tcp", "reserved", DataType.NIBBLE, 100, 4),
    TCP_CHECKSUM("tcp", "checksum", DataType.SHORT, 128, 16),
    TCP_URGPTR("tcp", "urgptr", DataType.SHORT, 144, 16),
    UDP_SPORT("udp", "sport", DataType.INET_SERVICE),
    UDP_DPORT("udp", "dport", DataType.INET_SERVICE),
    UDP_LENGTH("udp", "length", DataType.SHORT),
    UDP_CHECKSUM("udp", "checksum", DataType.SHORT, 48, 16),
    UDPLITE_SPORT("udplite", "sport", DataType.INET_SERVICE, 0, 16),
    UDPLITE_DPORT("udplite", "dport", DataType.INET_SERVICE, 16, 16),
    UDPLITE_CHECKSUM("udplite", "checksum", DataType.SHORT, 48, 16),
    SCTP_SPORT("sctp", "sport", DataType.INET_SERVICE, 0, 16),
    SCTP_DPORT("sctp", "dport", DataType.INET_SERVICE, 16, 16),
    SCTP_VTAG("sctp", "vtag", DataType.INTEGER, 32, 32),
    SCTP_CHECKSUM("sctp", "checksum", DataType.INTEGER, 64, 32),
    DCCP_SPORT("dccp", "sport", DataType.INET_SERVICE, 0, 16),
    DCCP_DPORT("dccp", "dport", DataType.INET_SERVICE, 16, 16),
    AH_NEXTHDR("ah", "nexthdr", DataType.INET_PROTO, 0, 8),
    AH_SPI("ah", "spi", DataType.INTEGER, 32, 32),
    AH_SEQUENCE("ah", "sequence", DataType.INTEGER, 64, 32),
    ESP_SPI("esp", "spi", DataType.INTEGER, 0, 32),
    ESP_SEQUENCE("esp", "sequence", DataType.INTEGER, 32, 32),
    COMP_NEXTHDR("comp", "nexthdr", DataType.INET_PROTO, 0, 8),
    COMP_CPI("comp", "cpi", DataType.SHORT, 16, 16),
    TH_SPORT("th", "sport", DataType.INET_SERVICE),
    TH_DPORT("th", "dport", DataType.INET_SERVICE),
    ETHER_SADDR("ether", "saddr", DataType.ETHER_ADDR),
    ETHER_DADDR("ether", "daddr", DataType.ETHER_ADDR),
    ETHER_TYPE("ether", "type", DataType.ETHER_TYPE),
    VLAN_ID("vlan", "id", DataType.VLAN_ID),
    VLAN_DEI("vlan", "dei", DataType.BIT),
    VLAN_PCP("vlan", "pcp", DataType.VLAN_PRIORITY),
    VLAN_TYPE("vlan", "type", DataType.ETHER_TYPE),
    ARP_HTYPE("arp", "htype", DataType.SHORT, 0, 16),
    ARP_PTYPE("arp", "ptype", DataType.ETHER_TYPE, 16, 16),
    ARP_HLEN("arp", "hlen", DataType.BYTE, 32, 8),
    ARP_PLEN("arp", "plen", DataType.BYTE, 40, 8),
    ARP_OPERATION("arp", "operation", DataType.ARP_OP),
    ARP_SADDR_IP("arp", "saddr ip", DataType.IPV4_ADDR),
    ARP_DADDR_IP("arp", "daddr ip", DataType.IPV4_ADDR),
    ARP_SADDR_ETHER("arp", "saddr ether", DataType.ETHER_ADDR),
    ARP_DADDR_ETHER("arp", "daddr ether", DataType.ETHER_ADDR);

    private static final int HDRLENGTH_SHIFT = 2;

    private final String protocol;
    private final String field;
    private final DataType type;
    private final int bitOffset;
    private final int bits;

    /** One that the packet says by itself. */
    HeaderField(String protocol, String field, DataType type) {
        this(protocol, field, type, 0, 0);
    }

    /** One that is read off the header as it is on the wire, counted in bits. */
    HeaderField(String protocol, String field, DataType type, int bitOffset, int bits) {
        this.protocol = protocol;
        this.field = field;
        this.type = type;
        this.bitOffset = bitOffset;
        this.bits = bits;
    }

    /** The transport protocols whose headers have fields, by their words: the number in the IPv4 header. */
    private static final Map<String, Integer> TRANSPORTS = Map.of(
            "icmp", 1, "igmp", 2, "tcp", 6, "udp", 17, "dccp", 33, "esp", 50, "ah", 51, "comp", 108, "sctp", 132,
            "udplite", 136);

    /** Whether a word is that of a transport protocol, whose fields imply a test for it. */
    public static boolean isTransport(String protocol) {
        return TRANSPORTS.containsKey(protocol);
    }

    /** Whether there are fields of a protocol. */
    public static boolean isProtocol(String word) {
        for (HeaderField candidate : values()) {
            if (candidate.protocol.equals(word)) {
                return true;
            }
        }
        return false;
    }

    public static Optional<HeaderField> of(String protocol, String name) {
        String field = protocol.equals("vlan") && name.equals("cfi") ? "dei" : name;
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
        if (bits != 0) {
            Payload header = header(skb);
            evaluation.numbers[register] = header == null ? -1 : BitField.read(header.encode(), bitOffset, bits);
            return evaluation.numbers[register] >= 0;
        }
        long value = switch (protocol) {
            case "ip" -> skb.payload instanceof Ipv4Packet packet ? ip(packet) : -1;
            case "ether" -> skb.frame != null && evaluation.seesFrame() ? ether(skb, skb.frame) : -1;
            case "vlan" -> evaluation.seesFrame() ? vlan(skb) : -1;
            case "arp" -> skb.payload instanceof ArpPacket packet ? arp(packet) : -1;
            default -> skb.payload instanceof Ipv4Packet packet ? transport(packet.payload()) : -1;
        };
        evaluation.numbers[register] = value;
        return value >= 0;
    }

    /** What holds the header that it is read off, null where the packet has no such header. */
    private @Nullable Payload header(Skb skb) {
        if (protocol.equals("arp")) {
            return skb.payload instanceof ArpPacket ? skb.payload : null;
        }
        if (!(skb.payload instanceof Ipv4Packet packet)) {
            return null;
        }
        if (protocol.equals("ip")) {
            return packet;
        }
        boolean has = packet.protocol() == TRANSPORTS.getOrDefault(protocol, -1) && packet.fragmentOffset() == 0;
        return has ? packet.payload() : null;
    }

    /** A tag beside the frame counts as one in it ({@code nft_payload_copy_vlan}). */
    private long vlan(Skb skb) {
        if (!skb.isTagged()) {
            return -1;
        }
        return switch (this) {
            case VLAN_ID -> skb.vlanId();
            case VLAN_PCP -> skb.vlanTci >> 13 & 7;
            case VLAN_DEI -> skb.vlanTci >> 12 & 1;
            default -> skb.protocol;
        };
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

    private long ether(Skb skb, EthernetFrame frame) {
        return switch (this) {
            case ETHER_SADDR -> frame.source().bits();
            case ETHER_DADDR -> frame.destination().bits();
            default -> skb.isTagged() ? skb.vlanProtocol : frame.type();
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
