package dev.vethlab.tool.ip.link;

import java.util.List;
import java.util.Optional;

/** The kinds whose words and texts are known ({@code get_link_kind}, {@code get_link_slave_kind}). */
final class LinkTypes {

    private static final List<LinkType> ALL = List.of(
            new VethType(),
            new BridgeType(),
            new BridgeSlaveType(),
            new DummyType(),
            new VlanType(),
            new MacvlanType(),
            new VxlanType(),
            new TunType(),
            new VrfType("vrf"),
            new VrfType("vrf_slave"),
            new BondType(),
            new BondSlaveType(),
            new IpvlanType(),
            new TunnelType("ipip"),
            new TunnelType("gre"),
            new TunnelType("gretap"));

    private LinkTypes() {}

    /** By type, which ends with {@code _slave} for what a master keeps of its ports. */
    static Optional<LinkType> find(String type) {
        for (LinkType util : ALL) {
            if (util.id().equals(type)) {
                return Optional.of(util);
            }
        }
        return Optional.empty();
    }
}
