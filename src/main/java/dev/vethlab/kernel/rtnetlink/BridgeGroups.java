package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.BridgeSetting;
import dev.vethlab.kernel.bridge.MdbEntry;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests about group memberships: RTM_NEWMDB, RTM_DELMDB, RTM_GETMDB ({@code rtnl_mdb_add}, {@code br_mdb_add} and their kin). */
public final class BridgeGroups {

    private static final int LARGEST_VLAN = 4094;

    private final NetNamespace net;

    /** Requests made in a namespace. */
    public BridgeGroups(NetNamespace net) {
        this.net = net;
    }

    /**
     * Enters a membership.
     *
     * @param bridge the index of the bridge
     * @param port the index of the port, or that of the bridge for the host itself
     */
    public void add(int bridge, int port, MdbEntry.Group group, boolean permanent) throws KernelException {
        Bridge owner = bridge(bridge);
        check(group);
        checkRunning(owner);
        BridgePort member = member(owner, port);
        if (group.mac().isPresent() && !permanent) {
            throw new KernelException(Errno.EINVAL, "bridge: Only permanent L2 entries allowed");
        }
        if (member == null) {
            if (permanent) {
                throw new KernelException(Errno.EINVAL, "bridge: Flags are not allowed for host groups");
            }
            if (group.source().isPresent()) {
                throw new KernelException(Errno.EINVAL, "bridge: Host (S, G) entries are not allowed");
            }
        }
        long until = permanent ? 0 : owner.snooping().membershipUntilNs();
        owner.snooping().add(new MdbEntry(group, member, until, true), false);
        net.machine().changed();
    }

    /** Ends a membership. */
    public void delete(int bridge, int port, MdbEntry.Group group) throws KernelException {
        Bridge owner = bridge(bridge);
        check(group);
        checkRunning(owner);
        owner.snooping().delete(group, member(owner, port));
        net.machine().changed();
    }

    /** {@code br_mdb_config_init}. */
    private static void checkRunning(Bridge bridge) throws KernelException {
        if (!bridge.isUp()) {
            throw new KernelException(Errno.EINVAL, "bridge: Bridge device is not running");
        }
        if (!bridge.settings().isOn(BridgeSetting.MCAST_SNOOPING)) {
            throw new KernelException(Errno.EINVAL, "bridge: Bridge's multicast processing is disabled");
        }
    }

    /** {@code rtnl_validate_mdb_entry}. */
    private static void check(MdbEntry.Group group) throws KernelException {
        if (group.address().isPresent()) {
            if (!group.address().get().isMulticast() && !group.address().get().isAny()) {
                throw new KernelException(Errno.EINVAL, "IPv4 entry group address is not multicast or 0.0.0.0");
            }
            if (group.address().get().isLocalMulticast()) {
                throw new KernelException(Errno.EINVAL, "IPv4 entry group address is local multicast");
            }
        }
        if (group.mac().isPresent() && !group.mac().get().isMulticast()) {
            throw new KernelException(Errno.EINVAL, "L2 entry group is not multicast");
        }
        if (group.vlan() < 0 || group.vlan() > LARGEST_VLAN) {
            throw new KernelException(Errno.EINVAL, "Invalid entry VLAN id");
        }
    }

    private Bridge bridge(int index) throws KernelException {
        NetDevice device = net.devices()
                .byIndex(index)
                .orElseThrow(() -> new KernelException(Errno.ENODEV, "Device doesn't exist"));
        if (device instanceof Bridge bridge) {
            return bridge;
        }
        throw new KernelException(Errno.EOPNOTSUPP, "Device does not support MDB operations");
    }

    private @Nullable BridgePort member(Bridge bridge, int index) throws KernelException {
        if (index == bridge.index()) {
            return null;
        }
        NetDevice device = net.devices()
                .byIndex(index)
                .orElseThrow(() -> new KernelException(Errno.ENODEV, "bridge: Port net device doesn't exist"));
        BridgePort port = bridge.portOf(device);
        if (port != null) {
            return port;
        }
        boolean elsewhere = device.master().filter(Bridge.class::isInstance).isPresent();
        throw new KernelException(
                Errno.EINVAL,
                elsewhere
                        ? "bridge: Port belongs to a different bridge device"
                        : "bridge: Net device is not a bridge port");
    }

    /** All bridges, in the order in which they came ({@code rtnl_mdb_dump}). */
    public List<Bridge> dump() {
        List<Bridge> bridges = new ArrayList<>();
        for (NetDevice device : net.devices().listed()) {
            if (device instanceof Bridge bridge) {
                bridges.add(bridge);
            }
        }
        return bridges;
    }
}
