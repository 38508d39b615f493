package dev.vethlab.kernel.trace;

/** How one decision about a packet came out. */
public enum Verdict {
    ACCEPT,
    REFUSE,
    FORWARD,
    DELIVER,
    QUEUE,
    DROP
}
