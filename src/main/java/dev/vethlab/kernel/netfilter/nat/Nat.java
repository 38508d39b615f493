package dev.vethlab.kernel.netfilter.nat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** Address translation of a namespace ({@code nf_nat_setup_info}, {@code nf_nat_packet}, {@code nf_nat_icmp_reply_translation}). */
public final class Nat {

    private static final int BOTH = Connection.SRC_NAT | Connection.DST_NAT;
    private static final int BOTH_DONE = Connection.SRC_NAT_DONE | Connection.DST_NAT_DONE;

    private final ConnectionTable table;
    private final UniqueTuple unique;

    public Nat(ConnectionTable table, Machine machine) {
        this.table = table;
        this.unique = new UniqueTuple(table, machine);
    }

    /** Whether it is decided what the connection is changed to at this end ({@code nf_nat_initialized}). */
    public boolean isDecided(Connection connection, NatManip manip) {
        return connection.has(manip.done());
    }

    /** Decides what a new connection is changed to at one end ({@code nf_nat_setup_info}). */
    public void setUp(Connection connection, NatRange range, NatManip manip) {
        if (connection.has(Connection.CONFIRMED) || connection.has(manip.done())) {
            return;
        }
        Tuple current = connection.reply().inverse();
        if (current == null) {
            return;
        }
        Tuple chosen = unique.find(current, range, connection, manip);
        if (!chosen.equals(current)) {
            Tuple reply = chosen.inverse();
            if (reply != null) {
                connection.setReply(reply);
                connection.status |= manip.status();
            }
        }
        connection.status |= manip.done();
    }

    /** Decides that a connection keeps its address, and its port unless another one has it ({@code nf_nat_alloc_null_binding}). */
    public void setUpUnchanged(Connection connection, NatManip manip) {
        Tuple reply = connection.reply();
        Ipv4Address address = manip == NatManip.SOURCE ? reply.destination() : reply.source();
        setUp(connection, NatRange.to(address), manip);
    }

    /** Whether a masqueraded connection leaves by another device than it used to; it is given up then ({@code nf_nat_oif_changed}). */
    public boolean hasMoved(Connection connection, Skb skb, HookPoint point, @Nullable NetDevice out) {
        boolean moved = point == HookPoint.POST_ROUTING
                && out != null
                && connection.masqueradeDevice != 0
                && connection.masqueradeDevice != out.index()
                && skb.ctInfo != null
                && !skb.ctInfo.isReply();
        if (moved) {
            table.kill(connection);
        }
        return moved;
    }

    /** Changes a packet of a connection; false where it must be dropped. */
    public boolean translate(Skb skb, Ipv4Packet packet, Connection connection, HookPoint point) {
        boolean isReply = skb.ctInfo != null && skb.ctInfo.isReply();
        NatManip manip = NatManip.at(point);
        if (skb.ctInfo != null && skb.ctInfo.isRelated()) {
            return translateError(skb, packet, connection, manip, isReply);
        }
        if (isChanged(connection, manip, isReply)) {
            Tuple target = (isReply ? connection.original() : connection.reply()).inverse();
            if (target != null) {
                skb.payload = PacketRewrite.rewrite(packet, target, manip);
            }
        }
        return true;
    }

    private static boolean isChanged(Connection connection, NatManip manip, boolean isReply) {
        return connection.has((isReply ? manip.other() : manip).status());
    }

    /** An error: the packet that it quotes is changed the other way round, then the error itself. */
    private static boolean translateError(
            Skb skb, Ipv4Packet packet, Connection connection, NatManip manip, boolean isReply) {
        if (!(packet.payload() instanceof IcmpMessage error)) {
            return true;
        }
        if (error.type() == IcmpMessage.REDIRECT
                && ((connection.status & BOTH_DONE) != BOTH_DONE || connection.has(BOTH))) {
            return false;
        }
        if (!isChanged(connection, manip, isReply)) {
            return true;
        }
        Tuple otherWay = isReply ? connection.original() : connection.reply();
        Tuple target = otherWay.inverse();
        if (target == null) {
            return true;
        }
        Bytes quoted = PacketRewrite.rewriteQuoted(Bytes.of(error.payload().encode()), otherWay, manip.other());
        IcmpMessage changed = new IcmpMessage(error.type(), error.code(), error.rest(), quoted);
        skb.payload = PacketRewrite.rewrite(packet.withPayload(changed), target, manip);
        return true;
    }
}
