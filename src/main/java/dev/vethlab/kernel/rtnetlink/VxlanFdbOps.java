package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.vxlan.VxlanDevice;
import dev.vethlab.kernel.vxlan.VxlanEntry;
import dev.vethlab.kernel.vxlan.VxlanFdb;
import dev.vethlab.kernel.vxlan.VxlanRemote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Requests about the forwarding database of a VXLAN device ({@code vxlan_fdb_add}, {@code vxlan_fdb_delete}, {@code vxlan_fdb_dump}). */
final class VxlanFdbOps implements FdbOps {

    static final VxlanFdbOps INSTANCE = new VxlanFdbOps();

    private static final long NS_A_SECOND = 1_000_000_000;
    private static final int NTF_ROUTER = 0x80;

    private VxlanFdbOps() {}

    @Override
    public void add(NetDevice owner, NetDevice device, FdbRequest request) throws KernelException {
        VxlanDevice vxlan = (VxlanDevice) owner;
        int state = (request.permanent ? VxlanFdb.NUD_PERMANENT : 0)
                | (request.noArp ? VxlanFdb.NUD_NOARP : 0)
                | (request.reachable ? VxlanFdb.NUD_REACHABLE : 0);
        if (request.destination.isEmpty()) {
            throw new KernelException(Errno.EINVAL);
        }
        int flags = (request.externallyLearned ? VxlanFdb.NTF_EXT_LEARNED : 0) | (request.router ? NTF_ROUTER : 0);
        VxlanFdb.Intent intent = request.append
                ? VxlanFdb.Intent.APPEND
                : request.replace ? VxlanFdb.Intent.REPLACE : VxlanFdb.Intent.ADD;
        vxlan.fdb().update(request.address, remote(vxlan, request), state, flags, intent);
    }

    private static VxlanRemote remote(VxlanDevice vxlan, FdbRequest request) throws KernelException {
        int via = request.via.orElse(0);
        if (via != 0 && vxlan.net().devices().byIndex(via).isEmpty()) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        return vxlan.fdb().remote(request.destination.orElseThrow(), boxed(request.port), boxed(request.vni), via);
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    @Override
    public void delete(NetDevice owner, NetDevice device, FdbRequest request) throws KernelException {
        VxlanDevice vxlan = (VxlanDevice) owner;
        Optional<VxlanRemote> remote =
                request.destination.isPresent() ? Optional.of(remote(vxlan, request)) : Optional.empty();
        vxlan.fdb().delete(request.address, remote);
    }

    @Override
    public List<FdbInfo> dump(NetDevice owner, NetDevice device) {
        VxlanDevice vxlan = (VxlanDevice) owner;
        List<FdbInfo> entries = new ArrayList<>();
        for (VxlanEntry entry : vxlan.fdb().entries()) {
            for (VxlanRemote remote : entry.remotes()) {
                entries.add(info(vxlan, entry, remote));
            }
        }
        return entries;
    }

    @Override
    public Optional<FdbInfo> get(NetDevice owner, FdbRequest request) throws KernelException {
        VxlanDevice vxlan = (VxlanDevice) owner;
        VxlanEntry entry = vxlan.fdb()
                .find(request.address)
                .orElseThrow(() -> new KernelException(Errno.ENOENT, "Fdb entry not found"));
        return Optional.of(info(vxlan, entry, entry.remotes().get(0)));
    }

    /** {@code vxlan_fdb_delete_bulk}. */
    @Override
    public void flush(NetDevice owner, NetDevice device, FdbFlush wanted) throws KernelException {
        if (wanted.port.isPresent() || wanted.vlan.isPresent()) {
            throw new KernelException(Errno.EINVAL, "Unsupported attribute");
        }
        if (wanted.sticky.isPresent() || wanted.addedByUser.isPresent()) {
            throw new KernelException(Errno.EINVAL, "Unsupported fdb flush ndm flag bits set");
        }
        VxlanFdb fdb = ((VxlanDevice) owner).fdb();
        for (VxlanEntry entry : fdb.entries()) {
            boolean matches = agrees(wanted.permanent, entry.state() & VxlanFdb.NUD_PERMANENT)
                    && agrees(wanted.noArp, entry.state() & VxlanFdb.NUD_NOARP)
                    && agrees(wanted.externallyLearned, entry.flags() & VxlanFdb.NTF_EXT_LEARNED)
                    && agrees(wanted.offloaded, 0);
            if (matches) {
                fdb.delete(entry.address(), Optional.empty());
            }
        }
    }

    private static boolean agrees(OptionalInt wanted, int bits) {
        return wanted.isEmpty() || (wanted.getAsInt() != 0) == (bits != 0);
    }

    /** {@code vxlan_fdb_info}. */
    private static FdbInfo info(VxlanDevice vxlan, VxlanEntry entry, VxlanRemote remote) {
        long now = vxlan.machine().nowNs();
        FdbInfo.Tunnel tunnel = new FdbInfo.Tunnel(
                Optional.of(remote.address()),
                unless(remote.port(), vxlan.config().port),
                unless(remote.vni(), vxlan.config().vni),
                OptionalInt.empty(),
                unless(remote.device(), 0),
                OptionalInt.empty());
        return new FdbInfo(
                vxlan.index(),
                entry.address(),
                0,
                state(entry),
                true,
                (entry.flags() & NTF_ROUTER) != 0,
                (entry.flags() & VxlanFdb.NTF_EXT_LEARNED) != 0,
                false,
                OptionalInt.empty(),
                Optional.of(tunnel),
                Optional.of(new FdbInfo.Times(
                        (now - entry.usedNs()) / NS_A_SECOND, (now - entry.updatedNs()) / NS_A_SECOND)));
    }

    private static FdbInfo.State state(VxlanEntry entry) {
        if ((entry.state() & VxlanFdb.NUD_PERMANENT) != 0) {
            return FdbInfo.State.PERMANENT;
        }
        return (entry.state() & VxlanFdb.NUD_NOARP) != 0 ? FdbInfo.State.NOARP : FdbInfo.State.REACHABLE;
    }

    private static OptionalInt unless(int value, int usual) {
        return value == usual ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
