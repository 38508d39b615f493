package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;

/**
 * The VLANs that a packet is in ({@code struct xvlan}).
 *
 * @param outerPriority the priority where it stands in a tag
 * @param outerProtocol the EtherType of the tag, 0 where there was none
 */
record Vlans(int outerId, int outerPriority, int outerProtocol, int innerId, int innerPriority, int innerProtocol) {

    static final Vlans NONE = new Vlans(0, 0, 0, 0, 0, 0);

    private static final int DOT1Q = 0x8100;
    /** The EtherType of tags around others, unless a port says otherwise. */
    static final int DOT1AD = 0x88a8;

    /** {@code xvlan_extract}. */
    static Vlans of(FlowKey flow) {
        if (!flow.isTagged()) {
            return NONE;
        }
        int outer = flow.getInt(Slot.VLAN_TCI);
        int inner = flow.getInt(Slot.VLAN_TCI1);
        return new Vlans(
                outer & FlowKey.VLAN_VID,
                outer & FlowKey.VLAN_PCP,
                flow.getInt(Slot.VLAN_TPID),
                inner & FlowKey.VLAN_VID,
                inner & FlowKey.VLAN_PCP,
                flow.getInt(Slot.VLAN_TPID1));
    }

    Vlans withOuterId(int id) {
        return new Vlans(
                id, outerPriority, outerProtocol == 0 ? DOT1Q : outerProtocol, innerId, innerPriority, innerProtocol);
    }

    Vlans push(int id, int protocol) {
        return new Vlans(id, 0, protocol, outerId, outerPriority, outerProtocol);
    }

    Vlans pop() {
        return new Vlans(innerId, innerPriority, innerProtocol, 0, 0, 0);
    }

    /** {@code xvlan_put}. */
    void putInto(FlowKey flow) {
        put(flow, Slot.VLAN_TCI, Slot.VLAN_TPID, outerId | outerPriority, outerProtocol);
        put(flow, Slot.VLAN_TCI1, Slot.VLAN_TPID1, innerId | innerPriority, innerProtocol);
    }

    private static void put(FlowKey flow, Slot tag, Slot type, int control, int protocol) {
        boolean tagged = control != 0;
        flow.set(tag, tagged ? control | FlowKey.VLAN_PRESENT : 0);
        flow.set(type, tagged ? protocol == 0 ? DOT1Q : protocol : 0);
    }
}
