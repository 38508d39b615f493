package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;

/** Which bits of a packet are looked at in any case, and which of those that were looked at are its own ({@code xlate_wc_init}, {@code xlate_wc_finish}). */
final class PacketWildcards {

    private static final int ICMP_BITS = 0xff;

    private PacketWildcards() {}

    static void begin(FlowKey flow, FlowKey wildcards) {
        wildcards.all(Slot.PACKET_TYPE);
        wildcards.all(Slot.IN_PORT);
        wildcards.all(Slot.ETH_TYPE);
        wildcards.all(Slot.RECIRC_ID);
        if (flow.isIp()) {
            wildcards.or(Slot.NW_FRAG, FlowKey.FRAG_MASK);
        }
        if (flow.isTunnelled()) {
            wildcards.all(Slot.TUN_ID);
            wildcards.all(Slot.TUN_SRC);
            wildcards.all(Slot.TUN_DST);
            wildcards.or(Slot.TUN_FLAGS, FlowKey.TUNNEL_DF | FlowKey.TUNNEL_CSUM | FlowKey.TUNNEL_KEY);
            wildcards.all(Slot.TUN_TOS);
        }
    }

    /**
     * Takes out what no packet has, and what this one did not have when it came.
     *
     * @param original the packet as it came
     */
    static void finish(FlowKey original, FlowKey flow, FlowKey wildcards) {
        wildcards.set(Slot.METADATA, 0);
        wildcards.set(Slot.CONJ_ID, 0);
        for (int i = 0; i < Slot.REGISTERS; i++) {
            wildcards.set(Slot.register(i), 0);
        }
        long protocol = flow.get(Slot.NW_PROTO);
        if (flow.isIp() && (protocol == FlowKey.ICMP || protocol == FlowKey.ICMPV6)) {
            wildcards.set(Slot.TP_SRC, wildcards.get(Slot.TP_SRC) & ICMP_BITS);
            wildcards.set(Slot.TP_DST, wildcards.get(Slot.TP_DST) & ICMP_BITS);
        }
        if (wildcards.get(Slot.VLAN_TCI) != 0) {
            wildcards.or(Slot.VLAN_TCI, FlowKey.VLAN_PRESENT);
        }
        if ((flow.get(Slot.NW_FRAG) & FlowKey.FRAG_LATER) != 0) {
            wildcards.set(Slot.TP_SRC, 0);
            wildcards.set(Slot.TP_DST, 0);
        }
        wildcards.set(Slot.VLAN_TCI1, 0);
        if (original.get(Slot.VLAN_TPID) == 0) {
            wildcards.set(Slot.VLAN_TCI, 0);
        }
        if (!original.isTunnelled()) {
            for (int i = 0; i <= Slot.TUN_TTL.ordinal(); i++) {
                wildcards.set(Slot.at(i), 0);
            }
        }
    }
}
