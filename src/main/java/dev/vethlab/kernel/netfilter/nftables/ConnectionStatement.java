package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;

/**
 * Something of the connection that a packet is in (net/netfilter/xt_conntrack.c); of the status any of the bits.
 *
 * @param inverted whether it is to be other than from the lowest to the highest
 */
public record ConnectionStatement(Name what, long lowest, long highest, boolean inverted) implements Statement {

    private static final long SECOND_NS = 1_000_000_000L;

    /** What is looked at. */
    public enum Name {
        PROTOCOL,
        ORIGINAL_SOURCE,
        ORIGINAL_DESTINATION,
        REPLY_SOURCE,
        REPLY_DESTINATION,
        ORIGINAL_SOURCE_PORT,
        ORIGINAL_DESTINATION_PORT,
        REPLY_SOURCE_PORT,
        REPLY_DESTINATION_PORT,
        STATUS,
        EXPIRY,
        DIRECTION
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        Connection connection = Conntrack.of(evaluation.skb);
        if (connection == null) {
            return Outcome.BREAK;
        }
        boolean holds = what == Name.STATUS
                ? lowest == 0 ? connection.status == 0 : (connection.status & lowest) != 0
                : isWithin(value(evaluation, connection));
        return holds != inverted ? Outcome.NEXT : Outcome.BREAK;
    }

    private boolean isWithin(long value) {
        return value >= lowest && value <= highest;
    }

    private long value(Evaluation evaluation, Connection connection) {
        Tuple original = connection.original();
        Tuple reply = connection.reply();
        return switch (what) {
            case PROTOCOL -> original.protocol();
            case ORIGINAL_SOURCE -> number(original.source());
            case ORIGINAL_DESTINATION -> number(original.destination());
            case REPLY_SOURCE -> number(reply.source());
            case REPLY_DESTINATION -> number(reply.destination());
            case ORIGINAL_SOURCE_PORT -> original.sourcePort();
            case ORIGINAL_DESTINATION_PORT -> original.destinationPort();
            case REPLY_SOURCE_PORT -> reply.sourcePort();
            case REPLY_DESTINATION_PORT -> reply.destinationPort();
            case EXPIRY ->
                (connection.expiresNs() - evaluation.environment.machine().nowNs()) / SECOND_NS;
            case DIRECTION -> evaluation.skb.ctInfo != null && evaluation.skb.ctInfo.isReply() ? 1 : 0;
            default -> connection.status;
        };
    }

    private static long number(Ipv4Address address) {
        return Integer.toUnsignedLong(address.bits());
    }

    @Override
    public boolean needsConntrack() {
        return true;
    }

    @Override
    public String text(TextStyle style) {
        return "xt match conntrack";
    }
}
