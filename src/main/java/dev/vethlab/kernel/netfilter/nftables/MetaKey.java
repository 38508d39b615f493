package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the kernel notes about a packet ({@code nft_meta.c}). */
public enum MetaKey implements Selector {
    IIF("iif", DataType.IFACE_INDEX, true),
    OIF("oif", DataType.IFACE_INDEX, true),
    IIFNAME("iifname", DataType.IFNAME, true),
    OIFNAME("oifname", DataType.IFNAME, true),
    MARK("mark", DataType.MARK, false),
    LENGTH("length", DataType.INTEGER, false),
    PROTOCOL("protocol", DataType.ETHER_TYPE, false),
    NFPROTO("nfproto", DataType.NF_PROTO, false),
    L4PROTO("l4proto", DataType.INET_PROTO, false),
    PKTTYPE("pkttype", DataType.PKT_TYPE, false),
    SKUID("skuid", DataType.INTEGER, false),
    SKGID("skgid", DataType.INTEGER, false),
    CPU("cpu", DataType.INTEGER, false),
    RANDOM("random", DataType.INTEGER, false);

    private static final int IPV4 = 2;
    private static final int ARP = 3;

    private final String word;
    private final DataType type;
    private final boolean standsAlone;

    MetaKey(String word, DataType type, boolean standsAlone) {
        this.word = word;
        this.type = type;
        this.standsAlone = standsAlone;
    }

    public static Optional<MetaKey> of(String word) {
        for (MetaKey key : values()) {
            if (key.word.equals(word)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The word behind {@code meta}. */
    public String word() {
        return word;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public String text(TextStyle style) {
        return standsAlone ? word : "meta " + word;
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        Skb skb = evaluation.skb;
        long number = 0;
        switch (this) {
            case IIF:
                number = index(evaluation.in);
                break;
            case OIF:
                number = index(evaluation.out);
                break;
            case IIFNAME:
                evaluation.names[register] = name(evaluation.in);
                break;
            case OIFNAME:
                evaluation.names[register] = name(evaluation.out);
                break;
            case MARK:
                number = Integer.toUnsignedLong(skb.mark);
                break;
            case LENGTH:
                number = evaluation.length();
                break;
            case PROTOCOL:
                number = skb.protocol;
                break;
            case NFPROTO:
                number = skb.payload instanceof Ipv4Packet ? IPV4 : ARP;
                break;
            case L4PROTO:
                number = skb.payload instanceof Ipv4Packet packet ? packet.protocol() : -1;
                break;
            case PKTTYPE:
                number = packetType(evaluation);
                break;
            case RANDOM:
                number = Integer.toUnsignedLong(
                        evaluation.environment.machine().random().nextInt());
                break;
            default:
                number = this == CPU || skb.socket != null ? 0 : -1;
                break;
        }
        evaluation.numbers[register] = number;
        return number >= 0;
    }

    private static long packetType(Evaluation evaluation) {
        PacketType type = evaluation.skb.type;
        return switch (type) {
            case BROADCAST -> 1;
            case MULTICAST -> 2;
            case OTHERHOST -> 3;
            default -> 0;
        };
    }

    private static long index(@Nullable NetDevice device) {
        return device == null ? 0 : device.index();
    }

    private static String name(@Nullable NetDevice device) {
        return device == null ? "" : device.name();
    }
}
