package dev.vethlab.kernel.trace;

/** Which way a packet passed a device, as the host that owns the device sees it. */
public enum Direction {
    IN,
    OUT
}
