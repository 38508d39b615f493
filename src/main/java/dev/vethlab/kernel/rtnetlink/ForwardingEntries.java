package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests about forwarding entries: RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH of PF_BRIDGE ({@code rtnl_fdb_add} and its kin). */
public final class ForwardingEntries {

    private static final int LARGEST_VLAN = 4094;

    private final NetNamespace net;

    /** Requests made in a namespace. */
    public ForwardingEntries(NetNamespace net) {
        this.net = net;
    }

    /** {@code rtnl_fdb_add}. */
    public void add(FdbRequest request) throws KernelException {
        NetDevice device = device(request.index);
        checkVlan(device, request, "FDB add only supported for Ethernet devices");
        boolean done = false;
        if (request.master) {
            Bridge bridge = bridgeOf(device);
            BridgeFdbOps.INSTANCE.add(bridge, device, request);
            done = true;
        }
        if (request.self || !done) {
            Optional<FdbOps> own = LinkKinds.find(device.kind()).flatMap(LinkKind::fdb);
            if (own.isPresent()) {
                own.get().add(device, device, request);
            } else {
                addOwn(device, request);
            }
        }
        net.machine().changed();
    }

    /** {@code rtnl_fdb_del}. */
    public void delete(FdbRequest request) throws KernelException {
        NetDevice device = device(request.index);
        checkVlan(device, request, "FDB del only supported for Ethernet devices");
        boolean done = false;
        if (request.master) {
            Bridge bridge = bridgeOf(device);
            BridgeFdbOps.INSTANCE.delete(bridge, device, request);
            done = true;
        }
        if (request.self || !done) {
            Optional<FdbOps> own = LinkKinds.find(device.kind()).flatMap(LinkKind::fdb);
            if (own.isPresent()) {
                own.get().delete(device, device, request);
            } else {
                deleteOwn(device, request);
            }
        }
        net.machine().changed();
    }

    private NetDevice device(int index) throws KernelException {
        return net.devices().byIndex(index).orElseThrow(() -> new KernelException(Errno.ENODEV, "unknown ifindex"));
    }

    private static void checkVlan(NetDevice device, FdbRequest request, String onlyEthernet) throws KernelException {
        if (device.isLoopback() || !device.hasEthernetHeader()) {
            throw new KernelException(Errno.EINVAL, onlyEthernet);
        }
        if (request.vlan.isPresent() && (request.vlan.getAsInt() < 1 || request.vlan.getAsInt() > LARGEST_VLAN)) {
            throw new KernelException(Errno.EINVAL, "invalid vlan id");
        }
    }

    private static Bridge bridgeOf(NetDevice device) throws KernelException {
        return device.master()
                .filter(Bridge.class::isInstance)
                .map(Bridge.class::cast)
                .orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP));
    }

    /** {@code ndo_dflt_fdb_add}. */
    private static void addOwn(NetDevice device, FdbRequest request) throws KernelException {
        if (!request.permanent || request.vlan.isPresent()) {
            throw new KernelException(Errno.EINVAL);
        }
        addListed(device, request.address, request.exclusive);
    }

    /** {@code dev_uc_add_excl}, {@code dev_mc_add_excl}. */
    static void addListed(NetDevice device, MacAddress address, boolean exclusive) throws KernelException {
        if (isListed(device, address)) {
            if (exclusive) {
                throw new KernelException(Errno.EEXIST);
            }
        } else if (address.isMulticast()) {
            device.uppers().addMulticast(address);
        } else {
            device.uppers().addUnicast(address);
        }
    }

    private static boolean isListed(NetDevice device, MacAddress address) {
        return address.isMulticast()
                ? device.uppers().multicast().contains(address)
                : device.uppers().unicast().contains(address);
    }

    /** {@code ndo_dflt_fdb_del}. */
    private static void deleteOwn(NetDevice device, FdbRequest request) throws KernelException {
        if (!request.permanent) {
            throw new KernelException(Errno.EINVAL);
        }
        deleteListed(device, request.address);
    }

    /** {@code dev_uc_del}, {@code dev_mc_del}. */
    static void deleteListed(NetDevice device, MacAddress address) throws KernelException {
        if (!isListed(device, address)) {
            throw new KernelException(Errno.ENOENT);
        }
        if (address.isMulticast()) {
            device.uppers().removeMulticast(address);
        } else {
            device.uppers().removeUnicast(address);
        }
    }

    /**
     * All entries ({@code rtnl_fdb_dump}), device by device.
     *
     * @param index the device wanted, 0 for all
     * @param bridge the index of the bridge wanted, 0 for all
     */
    public List<FdbInfo> dump(int index, int bridge) throws KernelException {
        if (bridge != 0) {
            device(bridge);
        }
        List<FdbInfo> entries = new ArrayList<>();
        for (NetDevice device : net.devices().all()) {
            if (index != 0 && device.index() != index) {
                continue;
            }
            Optional<Bridge> master =
                    device.master().filter(Bridge.class::isInstance).map(Bridge.class::cast);
            boolean itself = device.index() == bridge && device instanceof Bridge;
            if (bridge != 0 && !itself && master.map(NetDevice::index).orElse(0) != bridge) {
                continue;
            }
            master.ifPresent(owner -> entries.addAll(BridgeFdbOps.INSTANCE.dump(owner, device)));
            LinkKinds.find(device.kind())
                    .flatMap(LinkKind::fdb)
                    .ifPresentOrElse(
                            own -> entries.addAll(own.dump(device, device)), () -> entries.addAll(own(device)));
        }
        return entries;
    }

    /** The addresses that a device receives beside its own ({@code ndo_dflt_fdb_dump}). */
    static List<FdbInfo> own(NetDevice device) {
        List<FdbInfo> entries = new ArrayList<>();
        if (!device.isLoopback() && device.hasEthernetHeader()) {
            device.uppers().unicast().forEach(address -> entries.add(FdbInfo.own(device.index(), address)));
            device.uppers().multicast().forEach(address -> entries.add(FdbInfo.own(device.index(), address)));
        }
        return entries;
    }

    /**
     * One entry ({@code rtnl_fdb_get}).
     *
     * @param bridge the index of the bridge that keeps it, 0 where the request's device tells
     */
    public FdbInfo get(FdbRequest request, int bridge) throws KernelException {
        NetDevice owner;
        if (bridge != 0) {
            owner = device(bridge);
        } else {
            NetDevice device = device(request.index);
            if (request.self && !request.master) {
                owner = device;
            } else {
                owner = device.master()
                        .filter(Bridge.class::isInstance)
                        .orElseThrow(() -> new KernelException(Errno.EINVAL, "Device is not a bridge port"));
            }
        }
        FdbOps ops = LinkKinds.find(owner.kind())
                .flatMap(LinkKind::fdb)
                .orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP, "Fdb get operation not supported by device"));
        return ops.get(owner, request).orElseThrow(() -> new KernelException(Errno.ENOENT, "Fdb entry not found"));
    }

    /** Deletes many entries at once ({@code ndo_fdb_del_bulk}). */
    public void flush(FdbFlush wanted) throws KernelException {
        NetDevice device = device(wanted.index);
        if (wanted.master) {
            Bridge bridge = bridgeOf(device);
            BridgeFdbOps.INSTANCE.flush(bridge, device, wanted);
        }
        if (wanted.self || !wanted.master) {
            LinkKinds.find(device.kind())
                    .flatMap(LinkKind::fdb)
                    .orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP))
                    .flush(device, device, wanted);
        }
        net.machine().changed();
    }
}
