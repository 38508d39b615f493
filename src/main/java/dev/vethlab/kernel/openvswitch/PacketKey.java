package dev.vethlab.kernel.openvswitch;

import dev.vethlab.kernel.device.CtInfo;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import org.jspecify.annotations.Nullable;

/** What the datapath knows of a packet beside its headers ({@code struct sw_flow_key}). */
public final class PacketKey {

    /** {@code OVS_CS_F_*}. */
    public static final int NEW = 1;

    public static final int ESTABLISHED = 1 << 1;
    public static final int RELATED = 1 << 2;
    public static final int REPLY = 1 << 3;
    public static final int INVALID = 1 << 4;
    public static final int TRACKED = 1 << 5;
    public static final int SRC_NAT = 1 << 6;
    public static final int DST_NAT = 1 << 7;
    static final int NAT = SRC_NAT | DST_NAT;

    private long recirculation;
    private int hash;
    private int ctState;
    private int ctZone;
    private int ctMark;
    private long ctLabel;

    private PacketKey() {}

    /** Of a packet that was just received: it may have been tracked before ({@code ovs_ct_fill_key}). */
    static PacketKey of(Skb skb) {
        PacketKey key = new PacketKey();
        Connection connection = Conntrack.of(skb);
        if (connection != null && skb.ctInfo != null) {
            int state = state(connection, skb.ctInfo);
            state |= connection.has(Connection.SRC_NAT) ? SRC_NAT : 0;
            state |= connection.has(Connection.DST_NAT) ? DST_NAT : 0;
            key.take(connection, state, connection.zone());
        }
        return key;
    }

    PacketKey copy() {
        PacketKey copy = new PacketKey();
        copy.recirculation = recirculation;
        copy.hash = hash;
        copy.ctState = ctState;
        copy.ctZone = ctZone;
        copy.ctMark = ctMark;
        copy.ctLabel = ctLabel;
        return copy;
    }

    /** {@code ovs_ct_get_state}. */
    private static int state(Connection connection, CtInfo info) {
        int state = TRACKED | (info.isReply() ? REPLY : 0);
        switch (info) {
            case ESTABLISHED, ESTABLISHED_REPLY -> state |= ESTABLISHED;
            case RELATED, RELATED_REPLY -> state |= RELATED;
            default -> state |= NEW;
        }
        return connection.has(Connection.CONFIRMED) ? state : state | NEW;
    }

    private void take(@Nullable Connection connection, int state, int zone) {
        ctState = state;
        ctZone = zone;
        ctMark = connection == null ? 0 : connection.mark;
        ctLabel = connection == null ? 0 : connection.label;
    }

    /** Takes over what tracking has found; of translation it is yet unknown whether it is done ({@code ovs_ct_update_key}). */
    void track(Skb skb, int zone) {
        Connection connection = Conntrack.of(skb);
        if (connection == null || skb.ctInfo == null) {
            take(null, TRACKED | INVALID, zone);
        } else {
            take(connection, state(connection, skb.ctInfo), connection.zone());
        }
    }

    /** {@code ovs_ct_clear}. */
    void untrack() {
        take(null, 0, 0);
    }

    void addState(int bits) {
        ctState |= bits;
    }

    void setMark(int mark) {
        ctMark = mark;
    }

    void setLabel(long label) {
        ctLabel = label;
    }

    void recirculate(long number) {
        recirculation = number;
    }

    void setHash(int bits) {
        hash = bits;
    }

    /** Where its way goes on, 0 at the beginning of that ({@code recirc_id}). */
    public long recirculation() {
        return recirculation;
    }

    /** The hash that was made of its headers, 0 where none was ({@code dp_hash}). */
    public int hash() {
        return hash;
    }

    /** How it stands to its connection. */
    public int ctState() {
        return ctState;
    }

    public int ctZone() {
        return ctZone;
    }

    public int ctMark() {
        return ctMark;
    }

    /** The lower 64 bits of the labels of its connection. */
    public long ctLabel() {
        return ctLabel;
    }
}
