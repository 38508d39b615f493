package dev.vethlab.kernel.device;

import dev.vethlab.kernel.errno.Errno;

/**
 * What a hook says about a packet ({@code NF_ACCEPT} and its like).
 *
 * @param fate whether the packet goes on
 * @param error what the sender of a dropped packet that was made here is told ({@code NF_DROP_ERR})
 */
public record HookVerdict(Fate fate, Errno error) {

    /** What becomes of the packet. */
    public enum Fate {
        /** It goes on. */
        ACCEPTED,
        /** It has been dropped, and its end has been reported. */
        DROPPED,
        /** Somebody keeps it. */
        STOLEN
    }

    public static final HookVerdict ACCEPT = new HookVerdict(Fate.ACCEPTED, Errno.EPERM);
    public static final HookVerdict DROP = new HookVerdict(Fate.DROPPED, Errno.EPERM);
    public static final HookVerdict STOLEN = new HookVerdict(Fate.STOLEN, Errno.EPERM);

    public boolean isAccept() {
        return fate == Fate.ACCEPTED;
    }

    public boolean isDrop() {
        return fate == Fate.DROPPED;
    }
}
