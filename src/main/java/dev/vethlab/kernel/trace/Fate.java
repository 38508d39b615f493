package dev.vethlab.kernel.trace;

/** What became of a packet at the end of its way, or that it is still on it. */
public enum Fate {
    /** It reached a socket or was answered by the kernel. */
    DELIVERED,
    /** It was sent on. */
    FORWARDED,
    /** The kernel freed it with a reason. */
    DROPPED,
    /** The kernel consumed it without an answer and without a word. */
    IGNORED,
    /** It waits, for a neighbour's address or for more fragments. */
    QUEUED,
    /** It waited too long. */
    EXPIRED,
    /** It met something that is not simulated. */
    UNMODELLED
}
