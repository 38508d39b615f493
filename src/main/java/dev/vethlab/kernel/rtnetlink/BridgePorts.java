package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgeControl;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.VlanGroup;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests about ports of bridges and their VLANs: RTM_SETLINK, RTM_DELLINK, RTM_GETLINK of PF_BRIDGE ({@code rtnl_bridge_setlink} and its kin). */
public final class BridgePorts {

    private static final int LARGEST_VLAN = 4094;

    private final NetNamespace net;

    /** Requests made in a namespace. */
    public BridgePorts(NetNamespace net) {
        this.net = net;
    }

    /**
     * Which VLANs a request means, and who is meant by it.
     *
     * @param last the last one of a range; the first one itself where there is none
     * @param self the device itself is meant ({@code BRIDGE_FLAGS_SELF})
     * @param master its bridge is meant ({@code BRIDGE_FLAGS_MASTER}), as where nothing is said
     */
    public record Vlans(int first, int last, boolean pvid, boolean untagged, boolean self, boolean master) {}

    /** The VLANs of a port, or of a bridge itself. */
    public record Membership(int index, VlanGroup vlans) {}

    /** Changes what a bridge keeps of a port. */
    public void set(int index, BridgePortOptions options, boolean self, boolean master) throws KernelException {
        NetDevice device = device(index);
        if (self) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        net.linkWatch().hold();
        try {
            BridgeControl.change(port(device), options.wanted());
        } finally {
            net.linkWatch().release();
            net.machine().changed();
        }
    }

    /** Puts a port, or a bridge itself, into VLANs. */
    public void addVlans(int index, Vlans wanted) throws KernelException {
        NetDevice device = device(index);
        check(wanted);
        if (wanted.master() || !wanted.self()) {
            BridgePort port = port(device);
            for (int vlan = wanted.first(); vlan <= wanted.last(); vlan++) {
                port.bridge().vlanFilter().add(port, vlan, wanted.pvid(), wanted.untagged());
            }
        }
        if (wanted.self()) {
            Bridge bridge = bridge(device);
            for (int vlan = wanted.first(); vlan <= wanted.last(); vlan++) {
                bridge.vlanFilter().add(null, vlan, wanted.pvid(), wanted.untagged());
            }
        }
        net.machine().changed();
    }

    /** Takes a port, or a bridge itself, out of VLANs; those that it is not in do not matter. */
    public void deleteVlans(int index, Vlans wanted) throws KernelException {
        NetDevice device = device(index);
        check(wanted);
        if (wanted.master() || !wanted.self()) {
            BridgePort port = port(device);
            for (int vlan = wanted.first(); vlan <= wanted.last(); vlan++) {
                port.bridge().vlanFilter().delete(port, vlan);
            }
        }
        if (wanted.self()) {
            Bridge bridge = bridge(device);
            for (int vlan = wanted.first(); vlan <= wanted.last(); vlan++) {
                bridge.vlanFilter().delete(null, vlan);
            }
        }
        net.machine().changed();
    }

    private static void check(Vlans wanted) throws KernelException {
        if (wanted.first() < 1 || wanted.last() > LARGEST_VLAN) {
            throw new KernelException(Errno.EINVAL, "Vlan id is invalid");
        }
    }

    private NetDevice device(int index) throws KernelException {
        return net.devices().byIndex(index).orElseThrow(() -> new KernelException(Errno.ENODEV));
    }

    private static BridgePort port(NetDevice device) throws KernelException {
        return device.master()
                .filter(Bridge.class::isInstance)
                .map(master -> ((Bridge) master).portOf(device))
                .orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP));
    }

    private static Bridge bridge(NetDevice device) throws KernelException {
        if (device instanceof Bridge bridge) {
            return bridge;
        }
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    /** The ports of all bridges, in the order in which the devices came ({@code rtnl_bridge_getlink}). */
    public List<LinkInfo> dump() {
        Links links = new Links(net);
        List<LinkInfo> ports = new ArrayList<>();
        for (NetDevice device : net.devices().listed()) {
            if (device.master().filter(Bridge.class::isInstance).isPresent()) {
                ports.add(links.info(device).withoutLinkNamespace());
            }
        }
        return ports;
    }

    /** The VLANs of all bridges and ports that are in any, in the order in which the devices came ({@code br_vlan_rtm_dump}). */
    public List<Membership> dumpVlans() {
        List<Membership> memberships = new ArrayList<>();
        for (NetDevice device : net.devices().listed()) {
            vlans(device)
                    .filter(vlans -> !vlans.all().isEmpty())
                    .ifPresent(vlans -> memberships.add(new Membership(device.index(), vlans)));
        }
        return memberships;
    }

    private static Optional<VlanGroup> vlans(NetDevice device) {
        if (device instanceof Bridge bridge) {
            return Optional.of(bridge.vlans());
        }
        return device.master()
                .filter(Bridge.class::isInstance)
                .map(master -> ((Bridge) master).portOf(device))
                .map(BridgePort::vlans);
    }

    /** Whether the kernel tells of VLANs in detail, which only one that knows them does ({@code RTM_GETVLAN}). */
    public boolean tellsVlansInDetail() {
        return net.machine().build().isComplete();
    }
}
