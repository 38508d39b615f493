package dev.vethlab.kernel.bridge;

/** What a port can be told to do or to leave ({@code BR_*} flags of {@code struct net_bridge_port}). */
public enum PortFlag {
    HAIRPIN,
    BPDU_GUARD,
    FAST_LEAVE,
    ROOT_BLOCK,
    LEARNING,
    FLOOD,
    MCAST_FLOOD,
    MCAST_TO_UNICAST,
    BCAST_FLOOD,
    PROXY_ARP,
    PROXY_ARP_WIFI,
    VLAN_TUNNEL,
    NEIGH_SUPPRESS,
    ISOLATED,
    LOCKED;

    int bit() {
        return 1 << ordinal();
    }
}
