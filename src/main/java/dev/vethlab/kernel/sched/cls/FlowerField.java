package dev.vethlab.kernel.sched.cls;

/** The fields that {@code flower} compares, in the order in which it shows them. */
public enum FlowerField {
    VLAN_ID(12),
    VLAN_PRIO(3),
    VLAN_ETHTYPE(16),
    DST_MAC(48),
    SRC_MAC(48),
    ETH_TYPE(16),
    IP_PROTO(8),
    IP_TOS(8),
    IP_TTL(8),
    DST_IP(32),
    SRC_IP(32),
    DST_PORT(16),
    SRC_PORT(16),
    TCP_FLAGS(12),
    ICMP_TYPE(8),
    ICMP_CODE(8),
    ARP_SIP(32),
    ARP_TIP(32),
    ARP_OP(8),
    ARP_SHA(48),
    ARP_THA(48),
    /** 1 for a fragment, 2 more for the first one. */
    IP_FLAGS(2);

    private final int bits;

    FlowerField(int bits) {
        this.bits = bits;
    }

    /** A mask of all its bits. */
    public long allBits() {
        return (1L << bits) - 1;
    }

    /** How many bits it has. */
    public int bits() {
        return bits;
    }
}
