package dev.vethlab.vswitch.flow;

/** A member of what is known of a packet ({@code struct flow}), in the order in which a lookup looks at them. */
public enum Slot {
    TUN_ID(64, Stage.METADATA),
    TUN_SRC(32, Stage.METADATA),
    TUN_DST(32, Stage.METADATA),
    TUN_FLAGS(16, Stage.METADATA),
    TUN_TOS(8, Stage.METADATA),
    TUN_TTL(8, Stage.METADATA),
    METADATA(64, Stage.METADATA),
    REG0(32, Stage.METADATA),
    REG1(32, Stage.METADATA),
    REG2(32, Stage.METADATA),
    REG3(32, Stage.METADATA),
    REG4(32, Stage.METADATA),
    REG5(32, Stage.METADATA),
    REG6(32, Stage.METADATA),
    REG7(32, Stage.METADATA),
    REG8(32, Stage.METADATA),
    REG9(32, Stage.METADATA),
    REG10(32, Stage.METADATA),
    REG11(32, Stage.METADATA),
    REG12(32, Stage.METADATA),
    REG13(32, Stage.METADATA),
    REG14(32, Stage.METADATA),
    REG15(32, Stage.METADATA),
    SKB_PRIORITY(32, Stage.METADATA),
    PKT_MARK(32, Stage.METADATA),
    RECIRC_ID(32, Stage.METADATA),
    IN_PORT(16, Stage.METADATA),
    CONJ_ID(32, Stage.METADATA),
    CT_STATE(8, Stage.METADATA),
    CT_ZONE(16, Stage.METADATA),
    CT_MARK(32, Stage.METADATA),
    /** The lower half of the labels of a connection; the upper one is never set. */
    CT_LABEL(64, Stage.METADATA),
    /** The hash that the datapath has made of the headers, 0 before. */
    DP_HASH(32, Stage.METADATA),
    /** What kind of packet it is: 0 for Ethernet, and there is no other. */
    PACKET_TYPE(32, Stage.METADATA),
    ETH_DST(48, Stage.ETHERNET),
    ETH_SRC(48, Stage.ETHERNET),
    ETH_TYPE(16, Stage.ETHERNET),
    /** The tag control information of the outer VLAN tag with the bit that says that there is one; 0 where there is none. */
    VLAN_TCI(16, Stage.ETHERNET),
    /** The same of the tag inside that one. */
    VLAN_TCI1(16, Stage.ETHERNET),
    VLAN_TPID(16, Stage.ETHERNET),
    VLAN_TPID1(16, Stage.ETHERNET),
    /** Also the sender's address of ARP. */
    NW_SRC(32, Stage.NETWORK),
    /** Also the target's address of ARP. */
    NW_DST(32, Stage.NETWORK),
    NW_FRAG(8, Stage.NETWORK),
    NW_TOS(8, Stage.NETWORK),
    NW_TTL(8, Stage.NETWORK),
    /** Also the operation of ARP. */
    NW_PROTO(8, Stage.NETWORK),
    ARP_SHA(48, Stage.TRANSPORT),
    ARP_THA(48, Stage.TRANSPORT),
    TCP_FLAGS(16, Stage.TRANSPORT),
    /** Also the type of ICMP. */
    TP_SRC(16, Stage.TRANSPORT),
    /** Also the code of ICMP. */
    TP_DST(16, Stage.TRANSPORT);

    /** The parts that a lookup looks at one after the other ({@code FLOW_SEGMENT_*}). */
    public enum Stage {
        METADATA,
        ETHERNET,
        NETWORK,
        TRANSPORT
    }

    /** How many there are. */
    public static final int COUNT = values().length;

    /** How many registers there are. */
    public static final int REGISTERS = 16;

    private static final Slot[] ALL = values();

    private final long mask;
    private final Stage stage;

    Slot(int bits, Stage stage) {
        this.mask = bits == 64 ? -1L : (1L << bits) - 1;
        this.stage = stage;
    }

    /** All its bits. */
    public long mask() {
        return mask;
    }

    /** The part that it belongs to. */
    public Stage stage() {
        return stage;
    }

    /** By its place in the order. */
    public static Slot at(int ordinal) {
        return ALL[ordinal];
    }

    /** A register by number. */
    public static Slot register(int number) {
        return ALL[REG0.ordinal() + number];
    }
}
