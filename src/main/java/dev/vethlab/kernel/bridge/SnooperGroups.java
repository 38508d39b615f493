package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.ipv4.GroupMemberships;

/** The groups of all snoopers, which a bridge is in while it is up and snoops ({@code br_multicast_join_snoopers}). */
final class SnooperGroups {

    private static final Ipv4Address ALL_SNOOPERS = Ipv4Address.of(224, 0, 0, 106);
    private static final MacAddress ALL_SNOOPERS_OF_IPV6 = new MacAddress(0x3333_0000_006aL);

    private final Bridge bridge;
    private boolean joined;
    private boolean joinedIpv6;

    SnooperGroups(Bridge bridge) {
        this.bridge = bridge;
    }

    void join() {
        if (joined || !bridge.settings().isOn(BridgeSetting.MCAST_SNOOPING)) {
            return;
        }
        joined = true;
        bridge.net().subsystem(GroupMemberships.class).join(bridge, ALL_SNOOPERS);
        joinedIpv6 = bridge.hasIpv6();
        if (joinedIpv6) {
            bridge.uppers().addMulticast(ALL_SNOOPERS_OF_IPV6);
        }
    }

    void leave() {
        if (!joined) {
            return;
        }
        joined = false;
        bridge.net().subsystem(GroupMemberships.class).leave(bridge, ALL_SNOOPERS);
        if (joinedIpv6) {
            bridge.uppers().removeMulticast(ALL_SNOOPERS_OF_IPV6);
        }
    }
}
