package dev.vethlab.kernel.vxlan;

import dev.vethlab.addr.MacAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A station, or all those without an entry, and the hosts that its frames go to ({@code struct vxlan_fdb}). */
public final class VxlanEntry {

    private final MacAddress address;
    final List<VxlanRemote> remotes = new ArrayList<>();
    int state;
    int flags;

    /** When it was last used, in nanoseconds. */
    long usedNs;

    /** When it was last changed, in nanoseconds. */
    long updatedNs;

    VxlanEntry(MacAddress address, int state, int flags, long nowNs) {
        this.address = address;
        this.state = state;
        this.flags = flags;
        this.usedNs = nowNs;
        this.updatedNs = nowNs;
    }

    /** The station; {@link MacAddress#ZERO} for all others. */
    public MacAddress address() {
        return address;
    }

    /** Where its frames go, in the order in which that was asked for. */
    public List<VxlanRemote> remotes() {
        return Collections.unmodifiableList(remotes);
    }

    /** {@code NUD_*}. */
    public int state() {
        return state;
    }

    /** {@code NTF_*}. */
    public int flags() {
        return flags;
    }

    public long usedNs() {
        return usedNs;
    }

    public long updatedNs() {
        return updatedNs;
    }

    /** Whether it stays until it is deleted, and where it is. */
    public boolean isStatic() {
        return (state & (VxlanFdb.NUD_PERMANENT | VxlanFdb.NUD_NOARP)) != 0;
    }

    boolean isForMany() {
        return address.isMulticast() || address.equals(MacAddress.ZERO);
    }
}
