package dev.vethlab.kernel.netfilter.conntrack;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.CtInfo;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds or begins the connection of each packet ({@code nf_conntrack_in}). */
public final class Conntrack {

    private static final int HIGHEST_ICMP_TYPE = 18;
    private static final long UDP_STREAM_AFTER_NS = 2_000_000_000L;

    private final ConnectionTable table;
    private final NetSysctls sysctls;
    private final TcpTracking tcp;

    public Conntrack(ConnectionTable table, NetSysctls sysctls) {
        this.table = table;
        this.sysctls = sysctls;
        this.tcp = new TcpTracking(sysctls);
    }

    public ConnectionTable table() {
        return table;
    }

    /** Notes in a packet which connection it belongs to; false where it must be dropped because the table is full. */
    public boolean track(Skb skb, Ipv4Packet packet) {
        return track(skb, packet, 0);
    }

    /** The same in a zone of its own. */
    public boolean track(Skb skb, Ipv4Packet packet, int zone) {
        if (skb.connection != null || skb.ctInfo == CtInfo.UNTRACKED) {
            return true;
        }
        skb.ctInfo = null;
        if (packet.protocol() == Ipv4Packet.ICMP && !isMessageOfItsOwn(skb, packet, zone)) {
            return true;
        }
        Tuple named = Tuple.of(packet);
        if (named == null) {
            return true;
        }
        Tuple tuple = named.in(zone);
        TcpTracking.Outcome outcome;
        do {
            if (!resolve(skb, packet, tuple)) {
                return false;
            }
            if (!(skb.connection instanceof Connection connection)) {
                return true;
            }
            outcome = advance(connection, skb, packet);
            if (outcome != TcpTracking.Outcome.VALID) {
                skb.connection = null;
                skb.ctInfo = null;
            } else if (skb.ctInfo == CtInfo.ESTABLISHED_REPLY) {
                connection.status |= Connection.SEEN_REPLY;
            }
        } while (outcome == TcpTracking.Outcome.REPEAT);
        return true;
    }

    /** {@code resolve_normal_ct}. */
    private boolean resolve(Skb skb, Ipv4Packet packet, Tuple tuple) {
        Connection known = table.byOriginal(tuple);
        if (known != null) {
            skb.connection = known;
            skb.ctInfo = known.has(Connection.SEEN_REPLY) ? CtInfo.ESTABLISHED : CtInfo.NEW;
            return true;
        }
        known = table.byReply(tuple);
        if (known != null) {
            skb.connection = known;
            skb.ctInfo = CtInfo.ESTABLISHED_REPLY;
            return true;
        }
        Tuple reply = tuple.inverse();
        if (reply == null || !mayBegin(packet, tuple)) {
            return true;
        }
        Connection begun = table.begin(tuple, reply);
        skb.connection = begun;
        skb.ctInfo = begun == null ? null : CtInfo.NEW;
        return begun != null;
    }

    private boolean mayBegin(Ipv4Packet packet, Tuple tuple) {
        if (packet.protocol() == Ipv4Packet.ICMP) {
            int type = tuple.icmpType();
            return type == IcmpMessage.ECHO_REQUEST
                    || type == IcmpMessage.TIMESTAMP_REQUEST
                    || type == 15
                    || type == 17;
        }
        return !(packet.payload() instanceof TcpSegment segment) || tcp.mayBegin(segment);
    }

    /** {@code nf_conntrack_handle_packet}. */
    private TcpTracking.Outcome advance(Connection connection, Skb skb, Ipv4Packet packet) {
        boolean isReply = skb.ctInfo != null && skb.ctInfo.isReply();
        table.count(connection, isReply, packet);
        switch (packet.protocol()) {
            case Ipv4Packet.TCP:
                return tcp.packet(table, connection, isReply, (TcpSegment) packet.payload());
            case Ipv4Packet.UDP:
                udp(connection);
                break;
            case Ipv4Packet.ICMP:
                table.keep(connection, sysctls.get(NetIpv4.NF_CONNTRACK_ICMP_TIMEOUT));
                break;
            default:
                table.keep(connection, sysctls.get(NetIpv4.NF_CONNTRACK_GENERIC_TIMEOUT));
                break;
        }
        return TcpTracking.Outcome.VALID;
    }

    /** {@code nf_conntrack_udp_packet}: an exchange that goes on for two seconds is a stream. */
    private void udp(Connection connection) {
        if (!connection.has(Connection.CONFIRMED)) {
            connection.udpStreamNs = table.nowNs() + UDP_STREAM_AFTER_NS;
        }
        boolean stream = connection.has(Connection.SEEN_REPLY) && table.nowNs() > connection.udpStreamNs;
        if (stream) {
            connection.status |= Connection.ASSURED;
        }
        table.keep(
                connection,
                sysctls.get(stream ? NetIpv4.NF_CONNTRACK_UDP_TIMEOUT_STREAM : NetIpv4.NF_CONNTRACK_UDP_TIMEOUT));
    }

    /** Whether an ICMP message is tracked by its own tuple; an error is not ({@code nf_conntrack_icmpv4_error}). */
    private boolean isMessageOfItsOwn(Skb skb, Ipv4Packet packet, int zone) {
        if (!(packet.payload() instanceof IcmpMessage message) || message.type() > HIGHEST_ICMP_TYPE) {
            return false;
        }
        if (!message.isError()) {
            return true;
        }
        relate(skb, packet, message, zone);
        return false;
    }

    /** {@code nf_conntrack_inet_error}. */
    private void relate(Skb skb, Ipv4Packet packet, IcmpMessage error, int zone) {
        Optional<Ipv4Packet> quoted =
                Ipv4Packet.parseQuoted(Bytes.of(error.payload().encode()));
        Tuple inner = quoted.isEmpty() || quoted.get().fragmentOffset() != 0 ? null : Tuple.ofQuoted(quoted.get());
        Tuple inverse = inner == null ? null : inner.inverse();
        if (inverse == null) {
            return;
        }
        Connection connection = table.byReply(inverse.in(zone));
        boolean isReply = connection != null;
        if (connection == null) {
            connection = table.byOriginal(inverse.in(zone));
        }
        if (connection == null) {
            return;
        }
        Ipv4Address expected = isReply
                ? connection.reply().destination()
                : connection.original().destination();
        if (packet.destination().equals(expected)) {
            skb.connection = connection;
            skb.ctInfo = isReply ? CtInfo.RELATED_REPLY : CtInfo.RELATED;
        }
    }

    /** The connection of a packet; null for one that is in none. */
    public static @Nullable Connection of(Skb skb) {
        return skb.connection instanceof Connection connection ? connection : null;
    }
}
