package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import org.jspecify.annotations.Nullable;

/** Where a station is ({@code struct net_bridge_fdb_entry}). */
public final class FdbEntry {

    final MacAddress address;
    final int vlan;

    /** The port that leads to it; null for the bridge device itself. */
    @Nullable
    BridgePort port;

    /** An address of the host: frames for it go up. */
    boolean local;

    /** It does not age. */
    boolean fixed;

    /** It does not follow the station to another port. */
    boolean sticky;

    boolean addedByUser;
    boolean externallyLearned;
    long usedNs;
    long updatedNs;

    /** The next one in its bucket, and its neighbours in the list of all. */
    @Nullable
    FdbEntry inBucket;

    @Nullable
    FdbEntry older;

    @Nullable
    FdbEntry newer;

    FdbEntry(MacAddress address, int vlan, @Nullable BridgePort port, long nowNs) {
        this.address = address;
        this.vlan = vlan;
        this.port = port;
        this.usedNs = nowNs;
        this.updatedNs = nowNs;
    }

    public MacAddress address() {
        return address;
    }

    /** Its VLAN, 0 for none. */
    public int vlan() {
        return vlan;
    }

    /** The port that leads to it; null for the bridge device itself. */
    public @Nullable BridgePort port() {
        return port;
    }

    /** Whether it is an address of the host. */
    public boolean isLocal() {
        return local;
    }

    /** Whether it never ages. */
    public boolean isStatic() {
        return fixed;
    }

    /** Whether a program entered it. */
    public boolean isAddedByUser() {
        return addedByUser;
    }

    public boolean isSticky() {
        return sticky;
    }

    public boolean isExternallyLearned() {
        return externallyLearned;
    }

    /** When a frame was last sent to it. */
    public long usedNs() {
        return usedNs;
    }

    /** When it was last heard of. */
    public long updatedNs() {
        return updatedNs;
    }
}
