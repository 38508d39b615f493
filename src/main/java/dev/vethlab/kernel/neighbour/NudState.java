package dev.vethlab.kernel.neighbour;

/** The state of a neighbour entry ({@code NUD_*}, RFC 4861 section 7.3.2 and the kernel's additions). */
public enum NudState {
    NONE,
    INCOMPLETE,
    REACHABLE,
    STALE,
    DELAY,
    PROBE,
    FAILED,
    NOARP,
    PERMANENT;

    /** Has a link layer address that may be used ({@code NUD_VALID}). */
    public boolean isValid() {
        return switch (this) {
            case PERMANENT, NOARP, REACHABLE, PROBE, STALE, DELAY -> true;
            default -> false;
        };
    }

    /** Is known to work, or does not need to be ({@code NUD_CONNECTED}). */
    public boolean isConnected() {
        return this == PERMANENT || this == NOARP || this == REACHABLE;
    }

    /** Has a timer running ({@code NUD_IN_TIMER}). */
    public boolean isTimed() {
        return this == INCOMPLETE || this == REACHABLE || this == DELAY || this == PROBE;
    }
}
