package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Timer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forwarding database of a bridge: what it learns, keeps and forgets (net/bridge/br_fdb.c). */
public final class Fdb {

    private static final long FIRST_CLEANUP_NS = 100_000_000;
    private static final long LEAST_CLEANUP_NS = 10_000_000;

    private final Bridge bridge;
    private final FdbTable table = new FdbTable();
    private @Nullable Timer cleanup;

    Fdb(Bridge bridge) {
        this.bridge = bridge;
    }

    /** The entry for an address in a VLAN, also one whose time is up ({@code br_fdb_find_rcu}). */
    public @Nullable FdbEntry find(MacAddress address, int vlan) {
        return table.find(address, vlan);
    }

    /** All entries, newest first. */
    public List<FdbEntry> all() {
        return table.all();
    }

    /** How long an entry is kept without news ({@code hold_time}). */
    private long holdNs() {
        Stp stp = bridge.stp();
        return (stp.topologyChange ? stp.forwardDelay : bridge.ageingTime) * Jiffies.NS;
    }

    /** {@code has_expired}. */
    public boolean isExpired(FdbEntry entry) {
        return !entry.fixed
                && !entry.externallyLearned
                && entry.updatedNs + holdNs() <= bridge.machine().nowNs();
    }

    /** Learns where a frame came from ({@code br_fdb_update}). */
    void update(BridgePort source, MacAddress address, int vlan, boolean byUser) {
        if (holdNs() == 0) {
            return;
        }
        FdbEntry entry = table.find(address, vlan);
        if (entry == null) {
            add(address, vlan, source).addedByUser = byUser;
            return;
        }
        if (entry.local) {
            return;
        }
        entry.updatedNs = bridge.machine().nowNs();
        if (entry.port != source && !entry.sticky) {
            entry.port = source;
            entry.externallyLearned = false;
        }
        entry.addedByUser |= byUser;
    }

    FdbEntry add(MacAddress address, int vlan, @Nullable BridgePort port) {
        FdbEntry entry = new FdbEntry(address, vlan, port, bridge.machine().nowNs());
        table.add(entry);
        return entry;
    }

    void remove(FdbEntry entry) {
        table.remove(entry);
    }

    /** Enters an address of a port, or of the bridge where {@code port} is null; the first one to have it keeps it ({@code fdb_add_local}). */
    void addLocal(@Nullable BridgePort port, MacAddress address, int vlan) {
        if (!address.isValidUnicast()) {
            return;
        }
        FdbEntry known = table.find(address, vlan);
        if (known != null) {
            if (known.local) {
                return;
            }
            table.remove(known);
        }
        FdbEntry entry = add(address, vlan, port);
        entry.local = true;
        entry.fixed = true;
    }

    /** Removes a local entry, unless another port or the bridge has the same address ({@code fdb_delete_local}). */
    void deleteLocal(@Nullable BridgePort owner, FdbEntry entry) {
        for (BridgePort other : bridge.ports()) {
            if (other != owner
                    && other.device().address().equals(entry.address)
                    && (entry.vlan == 0 || other.vlans().contains(entry.vlan))) {
                entry.port = other;
                entry.addedByUser = false;
                return;
            }
        }
        if (owner != null
                && bridge.address().equals(entry.address)
                && (entry.vlan == 0 || bridge.vlans().contains(entry.vlan))) {
            entry.port = null;
            entry.addedByUser = false;
            return;
        }
        table.remove(entry);
    }

    /** Removes the local entry of a port or of the bridge for a VLAN ({@code br_fdb_find_delete_local}). */
    void findDeleteLocal(@Nullable BridgePort owner, MacAddress address, int vlan) {
        FdbEntry entry = table.find(address, vlan);
        if (entry != null && entry.local && !entry.addedByUser && entry.port == owner) {
            deleteLocal(owner, entry);
        }
    }

    /** A port has another address ({@code br_fdb_changeaddr}). */
    void portAddressChanged(BridgePort port, MacAddress address) {
        for (FdbEntry entry : table.all()) {
            if (entry.port == port && entry.local && !entry.addedByUser) {
                deleteLocal(port, entry);
            }
        }
        addLocal(port, address, 0);
        for (int vlan : port.vlans().all()) {
            addLocal(port, address, vlan);
        }
    }

    /** The bridge will have another address ({@code br_fdb_change_mac_address}). */
    void bridgeAddressChanges(MacAddress old, MacAddress address) {
        replaceOwn(old, address, 0);
        for (int vlan : bridge.vlans().all()) {
            replaceOwn(old, address, vlan);
        }
    }

    private void replaceOwn(MacAddress old, MacAddress address, int vlan) {
        FdbEntry entry = table.find(old, vlan);
        if (entry != null && entry.local && entry.port == null && !entry.addedByUser) {
            deleteLocal(null, entry);
        }
        addLocal(null, address, vlan);
    }

    /**
     * Forgets what a port led to ({@code br_fdb_delete_by_port}).
     *
     * @param vlan the VLAN meant, 0 for all
     * @param everything whether entries that do not age go too
     */
    void deleteByPort(BridgePort port, int vlan, boolean everything) {
        for (FdbEntry entry : table.all()) {
            if (entry.port != port) {
                continue;
            }
            if (!everything && (entry.fixed || entry.externallyLearned || vlan != 0 && entry.vlan != vlan)) {
                continue;
            }
            if (entry.local) {
                deleteLocal(port, entry);
            } else {
                table.remove(entry);
            }
        }
    }

    /** Forgets everything that was learned ({@code br_fdb_flush}). */
    public void flush() {
        for (FdbEntry entry : table.all()) {
            if (!entry.fixed) {
                table.remove(entry);
            }
        }
    }

    /** Looks for entries whose time is up a while after the bridge came up. */
    void startCleanup() {
        scheduleCleanup(FIRST_CLEANUP_NS);
    }

    void cleanUpNow() {
        if (cleanup != null || bridge.isUp()) {
            scheduleCleanup(0);
        }
    }

    void stopCleanup() {
        if (cleanup != null) {
            cleanup.cancel();
            cleanup = null;
        }
    }

    /** When entries are looked at next, in nanoseconds from now; 0 while they are not. */
    public long cleanupInNs() {
        return cleanup == null ? 0 : cleanup.atNs() - bridge.machine().nowNs();
    }

    private void scheduleCleanup(long delayNs) {
        stopCleanup();
        cleanup = bridge.machine().schedule(delayNs, this::cleanUp);
    }

    /** {@code br_fdb_cleanup}. */
    private void cleanUp() {
        long now = bridge.machine().nowNs();
        long hold = holdNs();
        long next = hold;
        for (FdbEntry entry = table.newest(); entry != null; entry = entry.older) {
            if (entry.fixed || entry.externallyLearned) {
                continue;
            }
            long left = entry.updatedNs + hold - now;
            if (left > 0) {
                next = Math.min(next, left);
            } else {
                table.remove(entry);
            }
        }
        scheduleCleanup(Math.max(next, LEAST_CLEANUP_NS));
    }
}
