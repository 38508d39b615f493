package dev.vethlab.kernel.neighbour;

import java.util.Optional;

/** The state of a neighbour entry ({@code NUD_*}, RFC 4861 section 7.3.2 and the kernel's additions). */
public enum NudState {
    NONE(0),
    INCOMPLETE(0x01),
    REACHABLE(0x02),
    STALE(0x04),
    DELAY(0x08),
    PROBE(0x10),
    FAILED(0x20),
    NOARP(0x40),
    PERMANENT(0x80);

    private final int bit;

    NudState(int bit) {
        this.bit = bit;
    }

    /** The state with this bit, or none of them. */
    public static Optional<NudState> ofBit(int bit) {
        for (NudState state : values()) {
            if (state.bit == bit) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** Its bit in messages and filters; 0 for {@link #NONE}. */
    public int bit() {
        return bit;
    }

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
