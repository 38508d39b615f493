package dev.vethlab.kernel.neighbour;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import org.jspecify.annotations.Nullable;

/**
 * News about a neighbour, heard by the protocol or told by the administrator ({@code __neigh_update}): what may change
 * depends on who says so and on what is known already.
 */
public final class NeighbourUpdate {

    /** A different address may replace the known one. */
    public static final int OVERRIDE = 0x1;

    /** A different address only makes the known one doubtful. */
    public static final int WEAK_OVERRIDE = 0x2;

    /** The entry is learnt elsewhere. */
    public static final int EXT_LEARNED = 0x10;

    /** The administrator only wants the entry to be used. */
    public static final int USE = 0x20;

    /** The kernel is to keep the entry resolved. */
    public static final int MANAGED = 0x40;

    /** Whether the neighbour is a router may change. */
    public static final int OVERRIDE_ISROUTER = 0x2000_0000;

    /** The neighbour is a router. */
    public static final int ISROUTER = 0x4000_0000;

    /** The administrator says so. */
    public static final int ADMIN = 0x8000_0000;

    private final Neighbour neighbour;
    private final int flags;
    private final NudState old;

    /** Whether those who listen are to be told. */
    private boolean isNews;

    private NeighbourUpdate(Neighbour neighbour, int flags) {
        this.neighbour = neighbour;
        this.flags = flags;
        this.old = neighbour.state();
    }

    /** Takes what the protocol has heard; news that may not change the entry are ignored ({@code neigh_update}). */
    public static void heard(Neighbour neighbour, MacAddress lladdr, NudState state, int flags) {
        try {
            apply(neighbour, lladdr, state, flags);
        } catch (KernelException refused) {
            // As in arp_process, nobody looks at what became of it.
            return;
        }
    }

    /**
     * Applies news.
     *
     * @param lladdr null where none is given
     * @throws KernelException EPERM, EINVAL
     */
    public static void apply(Neighbour neighbour, @Nullable MacAddress lladdr, NudState state, int flags)
            throws KernelException {
        new NeighbourUpdate(neighbour, flags).apply(lladdr, state);
    }

    private void apply(@Nullable MacAddress lladdr, NudState state) throws KernelException {
        if (neighbour.dead) {
            throw new KernelException(Errno.EPERM, "Neighbor entry is now dead");
        }
        if (!has(ADMIN) && (old == NudState.NOARP || old == NudState.PERMANENT)) {
            throw new KernelException(Errno.EPERM);
        }
        int flagsBefore = neighbour.flags;
        updateFlags();
        applyState(lladdr, state);
        if (isNews) {
            neighbour.table.tell(neighbour, false);
        }
        boolean learnedChanges = ((neighbour.flags ^ flagsBefore) & Neighbour.NTF_EXT_LEARNED) != 0;
        if (learnedChanges || (old == NudState.PERMANENT) != (neighbour.state() == NudState.PERMANENT)) {
            neighbour.table.reclassify(neighbour);
        }
    }

    private void applyState(@Nullable MacAddress lladdr, NudState state) throws KernelException {
        if (has(USE | MANAGED)) {
            neighbour.setState(old == NudState.PERMANENT ? NudState.NONE : old);
        } else if (!state.isValid()) {
            applyInvalid(state);
        } else if (lladdr == null && !old.isValid()) {
            throw new KernelException(Errno.EINVAL, "No link layer address given");
        } else {
            applyValid(lladdr == null ? neighbour.lladdr() : lladdr, state);
        }
    }

    private void applyInvalid(NudState state) {
        neighbour.stopTimer();
        neighbour.setState(state);
        isNews = old.isValid();
        if ((old == NudState.INCOMPLETE || old == NudState.PROBE) && state == NudState.FAILED) {
            neighbour.invalidate();
            isNews = true;
        }
    }

    private void applyValid(MacAddress lladdr, NudState wanted) {
        NudState state = wanted;
        boolean sameAddress = old.isValid() && lladdr.equals(neighbour.lladdr());
        if (state.isConnected()) {
            neighbour.confirmed = neighbour.now();
        }
        if (old.isValid()) {
            if (!sameAddress && !has(OVERRIDE)) {
                if (!has(WEAK_OVERRIDE) || !old.isConnected()) {
                    return;
                }
                sameAddress = true;
                state = NudState.STALE;
            } else if (sameAddress && state == NudState.STALE && !has(ADMIN)) {
                state = old;
            }
        }
        if (state != old || !sameAddress) {
            neighbour.updated = neighbour.now();
        }
        enter(state);
        isNews = state != old || !sameAddress;
        if (!sameAddress) {
            neighbour.setLladdr(lladdr);
            if (!state.isConnected()) {
                neighbour.confirmed = neighbour.now() - 2L * neighbour.parms().get(NeighSetting.BASE_REACHABLE_TIME);
            }
        }
        if (has(OVERRIDE_ISROUTER)) {
            updateIsRouter();
        }
        if (state != old && !old.isValid()) {
            neighbour.sendQueued();
        }
    }

    private void enter(NudState state) {
        if (state == old) {
            return;
        }
        neighbour.stopTimer();
        if (state == NudState.PROBE) {
            neighbour.resetProbes();
        }
        if (state.isTimed()) {
            neighbour.startTimer(neighbour.now()
                    + (state == NudState.REACHABLE ? neighbour.parms().reachableTime() : 0));
        }
        neighbour.setState(state);
    }

    /** {@code neigh_update_flags}. */
    private void updateFlags() {
        if (!has(ADMIN)) {
            return;
        }
        int given = (has(EXT_LEARNED) ? Neighbour.NTF_EXT_LEARNED : 0) | (has(MANAGED) ? Neighbour.NTF_MANAGED : 0);
        neighbour.flags = neighbour.flags & ~(Neighbour.NTF_EXT_LEARNED | Neighbour.NTF_MANAGED) | given;
        neighbour.table.keepResolved(neighbour);
    }

    /** {@code neigh_update_is_router}. */
    private void updateIsRouter() {
        if (has(ISROUTER)) {
            neighbour.flags |= Neighbour.NTF_ROUTER;
        } else {
            neighbour.flags &= ~Neighbour.NTF_ROUTER;
        }
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
