package dev.vethlab.tool.ip.link;

import java.util.List;
import java.util.Optional;

/** The kinds whose words and texts are known ({@code get_link_kind}, {@code get_link_slave_kind}). */
final class LinkUtils {

    private static final List<LinkUtil> ALL = List.of(new VethUtil(), new BridgeUtil(), new BridgeSlaveUtil(), new DummyUtil(), new VlanUtil(), new MacvlanUtil(), new VxlanUtil(), new TunUtil(), new VrfUtil("vrf"), new VrfUtil("vrf_slave"), new BondUtil(), new BondSlaveUtil(), new IpvlanUtil(), new TunnelUtil("ipip"), new TunnelUtil("gre"), new TunnelUtil("gretap"));

    private LinkUtils() {}

    /** By type, which ends with {@code _slave} for what a master keeps of its ports. */
    static Optional<LinkUtil> find(String type) {
        for (LinkUtil util : ALL) {
            if (util.id().equals(type)) {
                return Optional.of(util);
            }
        }
        return Optional.empty();
    }
}
