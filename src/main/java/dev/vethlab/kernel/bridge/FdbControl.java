package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import org.jspecify.annotations.Nullable;

/** What programs enter into a forwarding database and delete from it ({@code fdb_add_entry} and its kin). */
public final class FdbControl {

    /**
     * What an entry is to be like.
     *
     * @param permanent an address of the host
     * @param noArp it does not age
     * @param sticky it does not follow the station to another port
     * @param create whether it is made if there is none
     * @param exclusive whether there must be none
     */
    public record Wanted(boolean permanent, boolean noArp, boolean sticky, boolean create, boolean exclusive) {}

    private final Bridge bridge;

    public FdbControl(Bridge bridge) {
        this.bridge = bridge;
    }

    /**
     * {@code fdb_add_entry}.
     *
     * @throws KernelException EPERM for an ageing entry on a port that does not learn, EINVAL, ENOENT, EEXIST
     */
    public void add(@Nullable BridgePort port, MacAddress address, int vlan, Wanted wanted) throws KernelException {
        if (port != null && !wanted.permanent() && !wanted.noArp() && !learns(port)) {
            throw new KernelException(Errno.EPERM);
        }
        if (port == null && !wanted.permanent() || wanted.sticky() && wanted.permanent()) {
            throw new KernelException(Errno.EINVAL);
        }
        Fdb fdb = bridge.fdb();
        FdbEntry entry = fdb.find(address, vlan);
        boolean changed = entry == null;
        if (entry == null) {
            if (!wanted.create()) {
                throw new KernelException(Errno.ENOENT);
            }
            entry = fdb.add(address, vlan, port);
        } else if (wanted.exclusive()) {
            throw new KernelException(Errno.EEXIST);
        }
        boolean fixed = wanted.permanent() || wanted.noArp();
        changed |= entry.port != port
                || entry.local != wanted.permanent()
                || entry.fixed != fixed
                || entry.sticky != wanted.sticky();
        entry.port = port;
        entry.addedByUser = true;
        entry.local = wanted.permanent();
        entry.fixed = fixed;
        entry.sticky = wanted.sticky();
        entry.usedNs = bridge.machine().nowNs();
        if (changed) {
            entry.updatedNs = entry.usedNs;
        }
    }

    private static boolean learns(BridgePort port) {
        return port.state == PortState.LEARNING || port.state == PortState.FORWARDING;
    }

    /** As if a frame had come from there ({@code NTF_USE}). */
    public void use(@Nullable BridgePort port, MacAddress address, int vlan) throws KernelException {
        if (port == null) {
            throw new KernelException(Errno.EINVAL);
        }
        if (learns(port)) {
            bridge.fdb().update(port, address, vlan, true);
        }
    }

    /** {@code br_fdb_external_learn_add}. */
    public void learnExternally(@Nullable BridgePort port, MacAddress address, int vlan, boolean permanent)
            throws KernelException {
        if (port == null && !permanent) {
            throw new KernelException(Errno.EINVAL, "FDB entry towards bridge must be permanent");
        }
        Fdb fdb = bridge.fdb();
        FdbEntry entry = fdb.find(address, vlan);
        if (entry == null) {
            entry = fdb.add(address, vlan, port);
        } else {
            entry.port = port;
            entry.updatedNs = bridge.machine().nowNs();
        }
        entry.externallyLearned = true;
        entry.addedByUser = true;
        entry.local |= port == null;
    }

    /** {@code fdb_delete_by_addr_and_port}; whether there was one. */
    public boolean delete(@Nullable BridgePort port, MacAddress address, int vlan) {
        FdbEntry entry = bridge.fdb().find(address, vlan);
        if (entry == null || entry.port != port) {
            return false;
        }
        bridge.fdb().remove(entry);
        return true;
    }

    /** Removes an entry, whatever it is. */
    public void remove(FdbEntry entry) {
        bridge.fdb().remove(entry);
    }
}
