package dev.vethlab.kernel.device;

/** How IPv6 would make a device's own addresses ({@code IN6_ADDR_GEN_MODE_*}), in the kernel's order. */
public enum Ipv6AddressMode {
    EUI64,
    NONE,
    STABLE_SECRET,
    RANDOM
}
