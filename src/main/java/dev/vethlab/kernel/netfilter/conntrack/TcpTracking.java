package dev.vethlab.kernel.netfilter.conntrack;

import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.TcpSegment;

/**
 * TCP connections (net/netfilter/nf_conntrack_proto_tcp.c). Sequence numbers are not held against windows: nothing in a lab sends
 * segments outside of them.
 */
final class TcpTracking {

    /** What a segment is, by its flags ({@code get_conntrack_index}). */
    enum Segment {
        SYN,
        SYN_ACK,
        FIN,
        ACK,
        RST,
        NONE
    }

    /** What becomes of a packet. */
    enum Outcome {
        VALID,
        INVALID,
        /** The connection is over; the packet begins a new one. */
        REPEAT
    }

    private static final char INVALID = 'I';
    private static final char IGNORED = 'G';

    /**
     * The next state, a letter each (in the order of {@link TcpState}), for the segments of the original direction and then for
     * those of answers; {@code I} is invalid, {@code G} is let pass without a change ({@code tcp_conntracks}).
     */
    private static final String[] NEXT = {
        "ssGGGGGssu", "IIGGGGGGGr", "IIffllltcI", "eIeewwttcI", "Iccccccccc", "IIIIIIIIII",
        "IuIIIIIIIu", "IrGGGGGGGr", "IIffllltcI", "IGrewwttcG", "Iccccccccc", "IIIIIIIIII"
    };

    private static final String LETTERS = "nsrefwltcu";

    private final NetSysctls sysctls;

    TcpTracking(NetSysctls sysctls) {
        this.sysctls = sysctls;
    }

    static Segment kindOf(TcpSegment segment) {
        int flags = segment.flags();
        if ((flags & TcpSegment.RST) != 0) {
            return Segment.RST;
        }
        if ((flags & TcpSegment.SYN) != 0) {
            return (flags & TcpSegment.ACK) != 0 ? Segment.SYN_ACK : Segment.SYN;
        }
        if ((flags & TcpSegment.FIN) != 0) {
            return Segment.FIN;
        }
        return (flags & TcpSegment.ACK) != 0 ? Segment.ACK : Segment.NONE;
    }

    private static char next(boolean ofReplies, Segment segment, TcpState state) {
        return NEXT[(ofReplies ? 6 : 0) + segment.ordinal()].charAt(state.ordinal());
    }

    /** Whether a segment may begin a connection ({@code tcp_new}). */
    boolean mayBegin(TcpSegment segment) {
        char next = next(false, kindOf(segment), TcpState.NONE);
        return next != INVALID && (next != 'e' || sysctls.isSet(NetIpv4.NF_CONNTRACK_TCP_LOOSE));
    }

    /** {@code nf_conntrack_tcp_packet}. */
    Outcome packet(ConnectionTable table, Connection connection, boolean isReply, TcpSegment tcp) {
        Segment segment = kindOf(tcp);
        TcpState old = connection.tcpState;
        char letter = next(isReply, segment, old);
        if (letter == INVALID) {
            return Outcome.INVALID;
        }
        boolean reopens = letter == 's' && old.ordinal() >= TcpState.TIME_WAIT.ordinal();
        if (reopens
                && (connection.closeBegun
                        || connection.lastWasReply == isReply && connection.lastSegment == Segment.RST)) {
            table.kill(connection);
            return Outcome.REPEAT;
        }
        connection.lastSegment = segment;
        connection.lastWasReply = isReply;
        if (letter == IGNORED || reopens) {
            return Outcome.VALID;
        }
        TcpState state = TcpState.values()[LETTERS.indexOf(letter)];
        connection.tcpState = state;
        if (state != old && state == TcpState.FIN_WAIT) {
            connection.closeBegun = true;
        }
        int seconds = sysctls.get(state.timeout());
        if (!connection.has(Connection.SEEN_REPLY)) {
            if (segment == Segment.RST) {
                table.kill(connection);
                return Outcome.VALID;
            }
            if (state == TcpState.ESTABLISHED) {
                seconds = Math.min(seconds, sysctls.get(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_UNACKNOWLEDGED));
            }
        } else if (state == TcpState.ESTABLISHED && (old == TcpState.SYN_RECV || old == TcpState.ESTABLISHED)) {
            connection.status |= Connection.ASSURED;
        }
        table.keep(connection, seconds);
        return Outcome.VALID;
    }
}
