package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.CtInfo;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import java.util.Optional;

/** What connection tracking knows about a packet ({@code nft_ct.c}). */
public enum CtKey implements Selector {
    STATE("state", DataType.CT_STATE),
    DIRECTION("direction", DataType.CT_DIR),
    STATUS("status", DataType.CT_STATUS),
    MARK("mark", DataType.MARK),
    ID("id", DataType.INTEGER),
    EXPIRATION("expiration", DataType.TIME),
    HELPER("helper", DataType.STRING),
    ZONE("zone", DataType.SHORT),
    LABEL("label", DataType.CT_LABEL),
    L3PROTO("l3proto", DataType.NF_PROTO),
    PROTOCOL("protocol", DataType.INET_PROTO),
    PACKETS("packets", DataType.INTEGER),
    ORIGINAL_PACKETS("original packets", DataType.INTEGER),
    REPLY_PACKETS("reply packets", DataType.INTEGER),
    BYTES("bytes", DataType.INTEGER),
    ORIGINAL_BYTES("original bytes", DataType.INTEGER),
    REPLY_BYTES("reply bytes", DataType.INTEGER),
    AVGPKT("avgpkt", DataType.INTEGER),
    ORIGINAL_AVGPKT("original avgpkt", DataType.INTEGER),
    REPLY_AVGPKT("reply avgpkt", DataType.INTEGER),
    ORIGINAL_SADDR("original ip saddr", DataType.IPV4_ADDR),
    ORIGINAL_DADDR("original ip daddr", DataType.IPV4_ADDR),
    REPLY_SADDR("reply ip saddr", DataType.IPV4_ADDR),
    REPLY_DADDR("reply ip daddr", DataType.IPV4_ADDR);

    private static final int IPV4 = 2;
    private static final int STATE_INVALID = 1;
    private static final int STATE_UNTRACKED = 64;
    private static final long MILLISECOND_NS = 1_000_000L;

    private final String word;
    private final DataType type;

    CtKey(String word, DataType type) {
        this.word = word;
        this.type = type;
    }

    public static Optional<CtKey> of(String word) {
        for (CtKey key : values()) {
            if (key.word.equals(word)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The words behind {@code ct}. */
    public String word() {
        return word;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public String text(TextStyle style) {
        return "ct " + word;
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        Skb skb = evaluation.skb;
        if (this == STATE) {
            evaluation.numbers[register] = state(skb);
            return true;
        }
        Connection connection = Conntrack.of(skb);
        if (connection == null) {
            return false;
        }
        if (this == HELPER) {
            return false;
        }
        evaluation.numbers[register] = switch (this) {
            case DIRECTION -> skb.ctInfo != null && skb.ctInfo.isReply() ? 1 : 0;
            case STATUS -> connection.status;
            case MARK -> Integer.toUnsignedLong(connection.mark);
            case ID -> connection.id;
            case ZONE -> connection.zone();
            case LABEL -> connection.label;
            case L3PROTO -> IPV4;
            case PROTOCOL -> connection.original().protocol();
            case PACKETS, ORIGINAL_PACKETS, REPLY_PACKETS -> counted(connection::packets);
            case BYTES, ORIGINAL_BYTES, REPLY_BYTES -> counted(connection::bytes);
            case AVGPKT, ORIGINAL_AVGPKT, REPLY_AVGPKT -> {
                long packets = counted(connection::packets);
                yield packets == 0 ? 0 : counted(connection::bytes) / packets;
            }
            case EXPIRATION ->
                (connection.expiresNs() - evaluation.environment.machine().nowNs()) / MILLISECOND_NS;
            default -> address(connection);
        };
        return true;
    }

    @Override
    public boolean needsAccounting() {
        return switch (this) {
            case PACKETS,
                    ORIGINAL_PACKETS,
                    REPLY_PACKETS,
                    BYTES,
                    ORIGINAL_BYTES,
                    REPLY_BYTES,
                    AVGPKT,
                    ORIGINAL_AVGPKT,
                    REPLY_AVGPKT -> true;
            default -> false;
        };
    }

    /** @param figure a figure of one direction, that of replies or not */
    private long counted(Figure figure) {
        return (word.startsWith("reply") ? 0 : figure.of(false)) + (word.startsWith("original") ? 0 : figure.of(true));
    }

    /** Something that is counted for each direction. */
    private interface Figure {
        long of(boolean ofReplies);
    }

    private long address(Connection connection) {
        boolean reply = this == REPLY_SADDR || this == REPLY_DADDR;
        Tuple tuple = reply ? connection.reply() : connection.original();
        boolean source = this == ORIGINAL_SADDR || this == REPLY_SADDR;
        return Integer.toUnsignedLong((source ? tuple.source() : tuple.destination()).bits());
    }

    private static int state(Skb skb) {
        CtInfo info = skb.ctInfo;
        if (skb.connection == null || info == null) {
            return info == CtInfo.UNTRACKED ? STATE_UNTRACKED : STATE_INVALID;
        }
        return switch (info) {
            case ESTABLISHED, ESTABLISHED_REPLY -> 2;
            case RELATED, RELATED_REPLY -> 4;
            case NEW -> 8;
            default -> STATE_UNTRACKED;
        };
    }
}
