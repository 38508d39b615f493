package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.FdbControl;
import dev.vethlab.kernel.bridge.FdbEntry;
import dev.vethlab.kernel.bridge.VlanGroup;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Requests about the forwarding database of a bridge ({@code br_fdb_add}, {@code br_fdb_delete}, {@code br_fdb_dump}, {@code br_fdb_get}). */
final class BridgeFdbOps implements FdbOps {

    static final BridgeFdbOps INSTANCE = new BridgeFdbOps();

    private static final long NS_A_SECOND = 1_000_000_000;

    private BridgeFdbOps() {}

    @Override
    public void add(NetDevice owner, NetDevice device, FdbRequest request) throws KernelException {
        Bridge bridge = (Bridge) owner;
        BridgePort port = bridge.portOf(device);
        if (!request.permanent && !request.noArp && !request.reachable || request.address.isZero()) {
            throw new KernelException(Errno.EINVAL);
        }
        VlanGroup vlans = port == null ? bridge.vlans() : port.vlans();
        if (request.vlan.isPresent()) {
            int vlan = request.vlan.getAsInt();
            if (!vlans.contains(vlan)) {
                throw new KernelException(Errno.EINVAL);
            }
            add(bridge, port, vlan, request);
            return;
        }
        add(bridge, port, 0, request);
        for (int vlan : vlans.all()) {
            add(bridge, port, vlan, request);
        }
    }

    private static void add(Bridge bridge, @Nullable BridgePort port, int vlan, FdbRequest request)
            throws KernelException {
        FdbControl control = new FdbControl(bridge);
        if (request.use) {
            control.use(port, request.address, vlan);
        } else if (request.externallyLearned) {
            control.learnExternally(port, request.address, vlan, request.permanent);
        } else {
            control.add(
                    port,
                    request.address,
                    vlan,
                    new FdbControl.Wanted(
                            request.permanent, request.noArp, request.sticky, request.create, request.exclusive));
        }
    }

    @Override
    public void delete(NetDevice owner, NetDevice device, FdbRequest request) throws KernelException {
        Bridge bridge = (Bridge) owner;
        BridgePort port = bridge.portOf(device);
        VlanGroup vlans = port == null ? bridge.vlans() : port.vlans();
        FdbControl control = new FdbControl(bridge);
        boolean found;
        if (request.vlan.isPresent()) {
            if (!vlans.contains(request.vlan.getAsInt())) {
                throw new KernelException(Errno.EINVAL);
            }
            found = control.delete(port, request.address, request.vlan.getAsInt());
        } else {
            found = control.delete(port, request.address, 0);
            for (int vlan : vlans.all()) {
                found |= control.delete(port, request.address, vlan);
            }
        }
        if (!found) {
            throw new KernelException(Errno.ENOENT);
        }
    }

    @Override
    public List<FdbInfo> dump(NetDevice owner, NetDevice device) {
        Bridge bridge = (Bridge) owner;
        List<FdbInfo> entries = new ArrayList<>();
        if (device == owner) {
            entries.addAll(ForwardingEntries.own(device));
        }
        for (FdbEntry entry : bridge.fdb().all()) {
            BridgePort port = entry.port();
            if ((port == null ? bridge : port.device()) == device) {
                entries.add(info(bridge, entry));
            }
        }
        return entries;
    }

    @Override
    public Optional<FdbInfo> get(NetDevice owner, FdbRequest request) {
        Bridge bridge = (Bridge) owner;
        return Optional.ofNullable(bridge.fdb().find(request.address, request.vlan.orElse(0)))
                .map(entry -> info(bridge, entry));
    }

    @Override
    public void flush(NetDevice owner, NetDevice device, FdbFlush wanted) throws KernelException {
        Bridge bridge = (Bridge) owner;
        BridgePort port = bridge.portOf(device);
        if (wanted.port.isPresent()) {
            port = bridge.net()
                    .devices()
                    .byIndex(wanted.port.getAsInt())
                    .map(bridge::portOf)
                    .orElseThrow(() -> new KernelException(Errno.EINVAL, "Port belongs to a different bridge device"));
        }
        for (FdbEntry entry : bridge.fdb().all()) {
            boolean matches = (port == null || entry.port() == port)
                    && is(wanted.vlan, entry.vlan())
                    && is(wanted.permanent, entry.isLocal())
                    && is(wanted.noArp, entry.isStatic())
                    && is(wanted.addedByUser, entry.isAddedByUser())
                    && is(wanted.externallyLearned, entry.isExternallyLearned())
                    && is(wanted.sticky, entry.isSticky())
                    && is(wanted.offloaded, false);
            if (matches) {
                new FdbControl(bridge).remove(entry);
            }
        }
    }

    private static boolean is(OptionalInt wanted, boolean value) {
        return is(wanted, value ? 1 : 0);
    }

    private static boolean is(OptionalInt wanted, int value) {
        return wanted.isEmpty() || wanted.getAsInt() == value;
    }

    /** {@code fdb_fill_info}. */
    private static FdbInfo info(Bridge bridge, FdbEntry entry) {
        BridgePort port = entry.port();
        long now = bridge.machine().nowNs();
        return new FdbInfo(
                port == null ? bridge.index() : port.device().index(),
                entry.address(),
                entry.vlan(),
                state(bridge, entry),
                false,
                false,
                entry.isExternallyLearned(),
                entry.isSticky(),
                OptionalInt.of(bridge.index()),
                Optional.empty(),
                Optional.of(new FdbInfo.Times(
                        (now - entry.usedNs()) / NS_A_SECOND, (now - entry.updatedNs()) / NS_A_SECOND)));
    }

    /** {@code fdb_to_nud}. */
    private static FdbInfo.State state(Bridge bridge, FdbEntry entry) {
        if (entry.isLocal()) {
            return FdbInfo.State.PERMANENT;
        }
        if (entry.isStatic()) {
            return FdbInfo.State.NOARP;
        }
        return bridge.fdb().isExpired(entry) ? FdbInfo.State.STALE : FdbInfo.State.REACHABLE;
    }
}
