package dev.vethlab.kernel.bridge;

import java.util.Optional;

/** What a request can change of a port ({@code IFLA_BRPORT_*}), in the order in which the kernel does it. */
public enum PortAttribute {
    HAIRPIN(PortFlag.HAIRPIN),
    BPDU_GUARD(PortFlag.BPDU_GUARD),
    FAST_LEAVE(PortFlag.FAST_LEAVE),
    ROOT_BLOCK(PortFlag.ROOT_BLOCK),
    LEARNING(PortFlag.LEARNING),
    FLOOD(PortFlag.FLOOD),
    MCAST_FLOOD(PortFlag.MCAST_FLOOD),
    MCAST_TO_UNICAST(PortFlag.MCAST_TO_UNICAST),
    BCAST_FLOOD(PortFlag.BCAST_FLOOD),
    PROXY_ARP(PortFlag.PROXY_ARP),
    PROXY_ARP_WIFI(PortFlag.PROXY_ARP_WIFI),
    VLAN_TUNNEL(PortFlag.VLAN_TUNNEL),
    NEIGH_SUPPRESS(PortFlag.NEIGH_SUPPRESS),
    ISOLATED(PortFlag.ISOLATED),
    LOCKED(PortFlag.LOCKED),
    COST,
    PRIORITY,
    STATE,
    FDB_FLUSH,
    MCAST_ROUTER,
    GROUP_FWD_MASK,
    /** The index of another port of the bridge, 0 for none. */
    BACKUP_PORT;

    private final Optional<PortFlag> flag;

    PortAttribute() {
        this.flag = Optional.empty();
    }

    PortAttribute(PortFlag flag) {
        this.flag = Optional.of(flag);
    }

    /** The flag that it is, if it is one. */
    public Optional<PortFlag> flag() {
        return flag;
    }
}
