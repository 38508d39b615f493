package dev.vethlab.tool.conntrack;

import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Locale;

/** A connection on one line ({@code nfct_snprintf}). */
final class ConnectionText {

    private static final long SECOND_NS = 1_000_000_000L;

    private ConnectionText() {}

    /**
     * @param extended whether the family stands in front
     * @param counted whether packets and bytes are counted
     * @param users how many hold on to it
     */
    static String line(
            Connection connection, long nowNs, boolean extended, boolean counted, boolean withId, int users) {
        Tuple original = connection.original();
        StringBuilder text = new StringBuilder(extended ? "ipv4     2 " : "");
        text.append(String.format(Locale.ROOT, "%-8s %d ", name(original.protocol()), original.protocol()));
        text.append(Math.max(0, (connection.expiresNs() - nowNs) / SECOND_NS)).append(' ');
        if (original.protocol() == Ipv4Packet.TCP) {
            text.append(connection.tcpState()).append(' ');
        }
        tuple(text, original);
        count(text, connection, false, counted);
        if (!connection.has(Connection.SEEN_REPLY)) {
            text.append("[UNREPLIED] ");
        }
        tuple(text, connection.reply());
        count(text, connection, true, counted);
        if (connection.has(Connection.ASSURED)) {
            text.append("[ASSURED] ");
        }
        text.append("mark=")
                .append(Integer.toUnsignedLong(connection.mark))
                .append(" use=")
                .append(users);
        return text.append(withId ? " id=" + connection.id : "").append('\n').toString();
    }

    /** The protocols that {@code conntrack} has a reader for. */
    private static String name(int protocol) {
        return switch (protocol) {
            case Ipv4Packet.ICMP -> "icmp";
            case Ipv4Packet.TCP -> "tcp";
            case Ipv4Packet.UDP -> "udp";
            case 33 -> "dccp";
            case 47 -> "gre";
            case 58 -> "icmpv6";
            case 132 -> "sctp";
            case 136 -> "udplite";
            default -> "unknown";
        };
    }

    private static void count(StringBuilder text, Connection connection, boolean ofReplies, boolean counted) {
        if (counted) {
            text.append("packets=").append(connection.packets(ofReplies));
            text.append(" bytes=").append(connection.bytes(ofReplies)).append(' ');
        }
    }

    private static void tuple(StringBuilder text, Tuple tuple) {
        text.append("src=")
                .append(tuple.source())
                .append(" dst=")
                .append(tuple.destination())
                .append(' ');
        switch (tuple.protocol()) {
            case Ipv4Packet.ICMP ->
                text.append("type=")
                        .append(tuple.icmpType())
                        .append(" code=")
                        .append(tuple.icmpCode())
                        .append(" id=")
                        .append(tuple.sourcePort())
                        .append(' ');
            case Ipv4Packet.TCP, Ipv4Packet.UDP ->
                text.append("sport=")
                        .append(tuple.sourcePort())
                        .append(" dport=")
                        .append(tuple.destinationPort())
                        .append(' ');
            default -> {}
        }
    }
}
