package dev.vethlab.vswitch.flow;

import java.util.Arrays;

/** What is known of a packet and of how it is treated, or which bits of that matter ({@code struct flow}). */
public final class FlowKey {

    public static final int TYPE_IPV4 = 0x0800;
    public static final int TYPE_ARP = 0x0806;
    public static final int TYPE_RARP = 0x8035;
    public static final int TYPE_IPV6 = 0x86dd;
    public static final int ICMP = 1;
    public static final int IGMP = 2;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;
    public static final int SCTP = 132;

    /** The bit of a tag control information that says that there is a tag. */
    public static final int VLAN_PRESENT = 0x1000;

    public static final int VLAN_VID = 0xfff;
    public static final int VLAN_PCP = 0xe000;

    /** Of {@link Slot#NW_FRAG}: the packet is a fragment; it is one that is not the first. */
    public static final int FRAG_ANY = 1;

    public static final int FRAG_LATER = 2;
    public static final int FRAG_MASK = 3;

    /** Of {@link Slot#TUN_FLAGS}. */
    public static final int TUNNEL_DF = 1;

    public static final int TUNNEL_CSUM = 2;
    public static final int TUNNEL_KEY = 4;

    private final long[] values;

    public FlowKey() {
        this.values = new long[Slot.COUNT];
    }

    private FlowKey(long[] values) {
        this.values = values;
    }

    public FlowKey copy() {
        return new FlowKey(values.clone());
    }

    public long get(Slot slot) {
        return values[slot.ordinal()];
    }

    public int getInt(Slot slot) {
        return (int) values[slot.ordinal()];
    }

    public void set(Slot slot, long value) {
        values[slot.ordinal()] = value & slot.mask();
    }

    /** Adds bits, as to a mask. */
    public void or(Slot slot, long bits) {
        values[slot.ordinal()] |= bits & slot.mask();
    }

    /** Adds all bits of a member, as to a mask. */
    public void all(Slot slot) {
        values[slot.ordinal()] = slot.mask();
    }

    long at(int ordinal) {
        return values[ordinal];
    }

    void setAt(int ordinal, long value) {
        values[ordinal] = value;
    }

    /** Takes over all of another one. */
    public void assign(FlowKey other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
    }

    public boolean isIpv4() {
        return get(Slot.ETH_TYPE) == TYPE_IPV4;
    }

    public boolean isIp() {
        return get(Slot.ETH_TYPE) == TYPE_IPV4 || get(Slot.ETH_TYPE) == TYPE_IPV6;
    }

    public boolean isArp() {
        return get(Slot.ETH_TYPE) == TYPE_ARP || get(Slot.ETH_TYPE) == TYPE_RARP;
    }

    public boolean isTunnelled() {
        return get(Slot.TUN_DST) != 0;
    }

    /** Whether it has a VLAN tag. */
    public boolean isTagged() {
        return (get(Slot.VLAN_TCI) & VLAN_PRESENT) != 0;
    }

    /** Makes the tag inside the only one ({@code flow_pop_vlan}). */
    public void popVlan() {
        set(Slot.VLAN_TCI, get(Slot.VLAN_TCI1));
        set(Slot.VLAN_TPID, get(Slot.VLAN_TPID1));
        set(Slot.VLAN_TCI1, 0);
        set(Slot.VLAN_TPID1, 0);
    }

    /** Moves the tag inside, to make room for another one ({@code flow_push_vlan_uninit}). */
    public void pushVlan() {
        set(Slot.VLAN_TCI1, get(Slot.VLAN_TCI));
        set(Slot.VLAN_TPID1, get(Slot.VLAN_TPID));
    }

    /** How many tags it has ({@code flow_count_vlan_headers}). */
    public int countVlans() {
        if (!isTagged()) {
            return 0;
        }
        return (get(Slot.VLAN_TCI1) & VLAN_PRESENT) != 0 ? 2 : 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowKey key && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
