package dev.vethlab.kernel.device;

/** The operational state of a device (RFC 2863, {@code IF_OPER_*}), in the kernel's order. */
public enum OperState {
    UNKNOWN,
    NOTPRESENT,
    DOWN,
    LOWERLAYERDOWN,
    TESTING,
    DORMANT,
    UP
}
