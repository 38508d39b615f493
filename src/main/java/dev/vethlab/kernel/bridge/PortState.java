package dev.vethlab.kernel.bridge;

/** What a port does with frames ({@code BR_STATE_*}, IEEE 802.1D clause 8.4), in the order of the kernel's numbers. */
public enum PortState {
    DISABLED,
    LISTENING,
    LEARNING,
    FORWARDING,
    BLOCKING
}
