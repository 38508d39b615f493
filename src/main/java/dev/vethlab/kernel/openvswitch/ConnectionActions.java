package dev.vethlab.kernel.openvswitch;

import dev.vethlab.kernel.device.CtInfo;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.netfilter.PacketTracking;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.nat.NatManip;
import dev.vethlab.kernel.netfilter.nat.NatRange;
import dev.vethlab.kernel.openvswitch.DatapathAction.Track;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;

/** Connection tracking as an action (net/openvswitch/conntrack.c), with translation of addresses (net/netfilter/nf_nat_ovs.c). */
final class ConnectionActions {

    /** What becomes of the packet. */
    enum Outcome {
        GOES_ON,
        DROPPED,
        /** It waits for its other fragments. */
        HELD
    }

    private final Datapath datapath;

    ConnectionActions(Datapath datapath) {
        this.datapath = datapath;
    }

    /** {@code ovs_ct_execute}. */
    Outcome track(Skb skb, PacketKey key, Track action) {
        if (!(skb.payload instanceof Ipv4Packet packet)) {
            return Outcome.DROPPED;
        }
        PacketTracking tracking = datapath.net().subsystem(PacketTracking.class);
        if (packet.isFragment()) {
            Ipv4Packet whole = tracking.ipv4().reassemble(skb, packet);
            if (whole == null) {
                return Outcome.HELD;
            }
            replace(skb, whole);
        }
        boolean passed = lookup(tracking, skb, key, action) && (!action.commit() || commit(tracking, skb, key, action));
        return passed ? Outcome.GOES_ON : Outcome.DROPPED;
    }

    private static void replace(Skb skb, Ipv4Packet packet) {
        EthernetFrame frame = skb.frame;
        skb.payload = packet;
        if (frame != null) {
            skb.frame = new EthernetFrame(frame.destination(), frame.source(), frame.type(), packet);
        }
    }

    /** {@code __ovs_ct_lookup}. */
    private static boolean lookup(PacketTracking tracking, Skb skb, PacketKey key, Track action) {
        if (!isKnown(tracking, skb, action)) {
            skb.connection = null;
            skb.ctInfo = null;
            if (skb.payload instanceof Ipv4Packet packet
                    && !tracking.conntrack().track(skb, packet, action.zone())) {
                return false;
            }
            key.track(skb, action.zone());
        }
        Connection connection = Conntrack.of(skb);
        boolean translates = connection != null
                && action.nat().isPresent()
                && (key.ctState() & PacketKey.NAT) == 0
                && (connection.has(Connection.CONFIRMED) || action.commit());
        return connection == null || !translates || translate(tracking, skb, key, connection, action);
    }

    /** Whether the packet has been tracked in this zone before ({@code skb_nfct_cached}). */
    private static boolean isKnown(PacketTracking tracking, Skb skb, Track action) {
        Connection connection = Conntrack.of(skb);
        if (connection == null || skb.ctInfo == null || connection.zone() != action.zone()) {
            return false;
        }
        if (action.force() && skb.ctInfo.isReply()) {
            if (connection.has(Connection.CONFIRMED)) {
                tracking.conntrack().table().kill(connection);
            }
            return false;
        }
        return true;
    }

    /** {@code ovs_ct_commit}: what is in no connection, for being invalid, goes on as it is. */
    private static boolean commit(PacketTracking tracking, Skb skb, PacketKey key, Track action) {
        Connection connection = Conntrack.of(skb);
        if (connection == null) {
            return true;
        }
        if (action.markMask() != 0) {
            connection.mark = action.mark() | connection.mark & ~action.markMask();
            key.setMark(connection.mark);
        }
        if (action.labelMask() != 0) {
            connection.label = action.label() | connection.label & ~action.labelMask();
            key.setLabel(connection.label);
        }
        return tracking.conntrack().table().confirm(skb);
    }

    /** {@code nf_ct_nat}. */
    private static boolean translate(
            PacketTracking tracking, Skb skb, PacketKey key, Connection connection, Track action) {
        CtInfo info = skb.ctInfo;
        DatapathAction.Translate wanted = action.nat().orElseThrow();
        boolean source = connection.has(Connection.SRC_NAT);
        boolean isTranslated = source || connection.has(Connection.DST_NAT);
        if (info == null) {
            return true;
        }
        NatManip manip;
        if (info != CtInfo.NEW && isTranslated && (info != CtInfo.RELATED || action.commit())) {
            manip = source != info.isReply() ? NatManip.SOURCE : NatManip.DESTINATION;
        } else if (wanted.end().isPresent()) {
            manip = wanted.end().get();
        } else {
            return true;
        }
        if (!translateEnd(tracking, skb, key, connection, wanted, manip)) {
            return false;
        }
        if (!connection.has(Connection.DST_NAT)) {
            return true;
        }
        if (connection.has(Connection.SRC_NAT)) {
            return translateEnd(tracking, skb, key, connection, wanted, manip.other());
        }
        return info.isReply()
                || translateEnd(tracking, skb, key, connection, DatapathAction.Translate.BACK, NatManip.SOURCE);
    }

    /** {@code nf_ct_nat_execute}. */
    private static boolean translateEnd(
            PacketTracking tracking,
            Skb skb,
            PacketKey key,
            Connection connection,
            DatapathAction.Translate wanted,
            NatManip manip) {
        boolean isNew = skb.ctInfo == CtInfo.NEW || skb.ctInfo != null && skb.ctInfo.isRelated();
        if (isNew && !tracking.nat().isDecided(connection, manip)) {
            NatRange range = wanted.range();
            if (range.hasAddress()) {
                tracking.nat().setUp(connection, range, manip);
            } else {
                tracking.nat().setUpUnchanged(connection, manip);
            }
        }
        HookPoint point = manip == NatManip.SOURCE ? HookPoint.LOCAL_IN : HookPoint.LOCAL_OUT;
        if (!(skb.payload instanceof Ipv4Packet before) || !tracking.nat().translate(skb, before, connection, point)) {
            return false;
        }
        if (skb.payload instanceof Ipv4Packet after && after != before) {
            replace(skb, after);
        }
        key.addState(manip == NatManip.SOURCE ? PacketKey.SRC_NAT : PacketKey.DST_NAT);
        return true;
    }
}
