package dev.vethlab.kernel.ipvlan;

/** On which layer the devices of a port meet ({@code enum ipvlan_mode}), in the kernel's order. */
public enum IpvlanMode {
    L2,
    L3,
    /** As L3, but what arrives passes the netfilter of the shared device's namespace. */
    L3S
}
