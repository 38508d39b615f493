package dev.vethlab.tool.ip.link;

import java.util.Set;

/** The kinds of links whose options iproute2 6.1 knows. */
final class LinkKinds {

    private static final Set<String> KNOWN = Set.of(
            "amt",
            "bareudp",
            "bond",
            "bond_slave",
            "bridge",
            "bridge_slave",
            "can",
            "dsa",
            "erspan",
            "geneve",
            "gre",
            "gretap",
            "gtp",
            "hsr",
            "ip6erspan",
            "ip6gre",
            "ip6gretap",
            "ip6tnl",
            "ipip",
            "ipoib",
            "ipvlan",
            "ipvtap",
            "macsec",
            "macvlan",
            "macvtap",
            "rmnet",
            "sit",
            "tun",
            "vcan",
            "veth",
            "vlan",
            "vrf",
            "vrf_slave",
            "vti",
            "vti6",
            "vxcan",
            "vxlan",
            "wwan",
            "xfrm");

    private LinkKinds() {}

    static boolean isKnown(String kind) {
        return KNOWN.contains(kind);
    }
}
