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
    SKUID("skuid", DataType.UID, false),
    SKGID("skgid", DataType.GID, false),
    IIFKIND("iifkind", DataType.IFNAME, false),
    OIFKIND("oifkind", DataType.IFNAME, false),
    IIFGROUP("iifgroup", DataType.DEVGROUP, true),
    OIFGROUP("oifgroup", DataType.DEVGROUP, true),
    IIFTYPE("iiftype", DataType.IFACE_TYPE, false),
    OIFTYPE("oiftype", DataType.IFACE_TYPE, false),
    PRIORITY("priority", DataType.CLASSID, false),
    RTCLASSID("rtclassid", DataType.REALM, false),
    CGROUP("cgroup", DataType.CGROUP, false),
    HOUR("hour", DataType.HOUR, false),
    DAY("day", DataType.DAY, false),
    TIME("time", DataType.DATE, false),
    CPU("cpu", DataType.INTEGER, false),
    RANDOM("random", DataType.INTEGER, false);

    private static final int IPV4 = 2;
    private static final int ARP = 3;
    private static final long DAY_SECONDS = 86_400;

    /** The day that the epoch began on. */
    private static final long THURSDAY = 4;

    private static final int ETHERNET = 1;
    private static final int LOOPBACK = 772;
    private static final int NO_HEADER = 65_534;

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
            case IIFKIND:
                evaluation.names[register] = kind(evaluation.in);
                break;
            case OIFKIND:
                evaluation.names[register] = kind(evaluation.out);
                break;
            case IIFGROUP:
                number = evaluation.in == null ? -1 : evaluation.in.group();
                break;
            case OIFGROUP:
                number = evaluation.out == null ? -1 : evaluation.out.group();
                break;
            case IIFTYPE:
                number = hardwareType(evaluation.in);
                break;
            case OIFTYPE:
                number = hardwareType(evaluation.out);
                break;
            case PRIORITY:
                number = Integer.toUnsignedLong(skb.priority);
                break;
            case HOUR:
                number = Math.floorMod(seconds(evaluation), DAY_SECONDS);
                break;
            case DAY:
                number = Math.floorMod(seconds(evaluation) / DAY_SECONDS + THURSDAY, 7);
                break;
            case TIME:
                number = evaluation.environment.machine().realTimeNs();
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

    private static long seconds(Evaluation evaluation) {
        return evaluation.environment.machine().realTimeNs() / 1_000_000_000L;
    }

    /** {@code dev->rtnl_link_ops->kind}. */
    private static String kind(@Nullable NetDevice device) {
        return device == null || device.isLoopback() ? "" : device.kind();
    }

    private static long hardwareType(@Nullable NetDevice device) {
        return device == null ? -1 : device.isLoopback() ? LOOPBACK : device.hasEthernetHeader() ? ETHERNET : NO_HEADER;
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

    /** The kind of packet of a number. */
    static PacketType packetType(long number) {
        return switch ((int) number) {
            case 1 -> PacketType.BROADCAST;
            case 2 -> PacketType.MULTICAST;
            case 3 -> PacketType.OTHERHOST;
            default -> PacketType.HOST;
        };
    }

    private static long index(@Nullable NetDevice device) {
        return device == null ? 0 : device.index();
    }

    private static String name(@Nullable NetDevice device) {
        return device == null ? "" : device.name();
    }
}
