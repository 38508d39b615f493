package dev.vethlab.kernel.socket;

/** What a socket does about the path MTU ({@code IP_PMTUDISC_*}), in the kernel's order. */
public enum PathMtuDiscovery {
    /** Never sets DF, fragments. */
    DONT,
    /** Sets DF where the packet fits the path MTU, fragments where it does not. */
    WANT,
    /** Always sets DF, refuses what does not fit. */
    DO,
    /** Always sets DF and goes by the device's MTU, not the path's. */
    PROBE,
    /** As {@link #PROBE}, but does not believe what it is told of the path MTU. */
    INTERFACE,
    /** As {@link #INTERFACE}, but fragments. */
    OMIT;

    /** Whether the path MTU limits a packet, and not just the device's ({@code ip_sk_use_pmtu}). */
    boolean usesPathMtu() {
        return ordinal() < PROBE.ordinal();
    }

    /** Whether a packet that is too long is cut here ({@code ip_sk_ignore_df}). */
    boolean fragments() {
        return ordinal() < DO.ordinal() || this == OMIT;
    }
}
