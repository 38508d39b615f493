package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many connections there are that came this way, all together or of one network each ({@code nft_connlimit},
 * net/netfilter/xt_connlimit.c, net/netfilter/nf_conncount.c).
 */
public final class ConnectionLimitStatement implements StatefulStatement {

    /** Whose connections are counted together. */
    public enum By {
        NOBODY,
        SOURCE,
        DESTINATION
    }

    private final long limit;
    private final boolean above;
    private final By by;
    private final int mask;
    private final Map<Integer, List<Connection>> connections = new HashMap<>();

    /**
     * @param above whether it holds for more connections than the limit, else for as many at most
     * @param mask of the addresses that count together
     */
    public ConnectionLimitStatement(long limit, boolean above, By by, int mask) {
        this.limit = limit;
        this.above = above;
        this.by = by;
        this.mask = mask;
    }

    public long limit() {
        return limit;
    }

    /** Whether it holds for more connections than the limit. */
    public boolean isAbove() {
        return above;
    }

    @Override
    public StatefulStatement renewed(long nowNs) {
        return new ConnectionLimitStatement(limit, above, by, mask);
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        Connection connection = Conntrack.of(evaluation.skb);
        Ipv4Packet packet = evaluation.packet();
        if (packet == null) {
            return Outcome.BREAK;
        }
        Tuple tuple = connection == null ? null : connection.original();
        int address = switch (by) {
            case NOBODY -> 0;
            case SOURCE -> (tuple == null ? packet.source() : tuple.source()).bits() & mask;
            case DESTINATION -> (tuple == null ? packet.destination() : tuple.destination()).bits() & mask;
        };
        List<Connection> known = connections.computeIfAbsent(address, key -> new ArrayList<>());
        long now = evaluation.environment.machine().nowNs();
        known.removeIf(other -> other != connection && isOver(other, now));
        if (connection != null && !known.contains(connection)) {
            known.add(connection);
        }
        return known.size() > limit == above ? Outcome.NEXT : Outcome.BREAK;
    }

    /** {@code find_or_evict}, {@code already_closed}. */
    private static boolean isOver(Connection connection, long nowNs) {
        return connection.has(Connection.DYING)
                || !connection.has(Connection.CONFIRMED)
                || connection.expiresNs() <= nowNs
                || connection.isClosed();
    }

    @Override
    public boolean needsConntrack() {
        return true;
    }

    @Override
    public String text(TextStyle style) {
        return "ct count " + (above ? "over " : "") + limit;
    }
}
