package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.tunnel.TunnelType;
import java.util.List;
import java.util.Optional;

/** The kinds of links that this kernel knows ({@code rtnl_link_register}). */
final class LinkKinds {

    private static final List<LinkKind> ALL = List.of(
            new VethKind(),
            new BridgeKind(),
            new DummyKind(),
            new IfbKind(),
            new VlanKind(),
            new MacvlanKind(),
            new VxlanKind(),
            new TunKind(),
            new VrfKind(),
            new BondKind(),
            new IpvlanKind(),
            new OpenvswitchKind(),
            new TunnelKind(TunnelType.IPIP),
            new TunnelKind(TunnelType.GRE),
            new TunnelKind(TunnelType.GRETAP));

    private LinkKinds() {}

    static Optional<LinkKind> find(String name) {
        for (LinkKind kind : ALL) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The kind of a device that a request made or could have made. */
    static LinkKind of(NetDevice device) {
        return find(device.kind())
                .orElseThrow(() -> new IllegalStateException(device + " is of unknown kind " + device.kind()));
    }
}
