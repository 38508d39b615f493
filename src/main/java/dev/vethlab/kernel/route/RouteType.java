package dev.vethlab.kernel.route;

/** What a route does with a packet ({@code RTN_*}), in the kernel's order. */
public enum RouteType {
    UNSPEC,
    UNICAST,
    LOCAL,
    BROADCAST,
    ANYCAST,
    MULTICAST,
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT,
    THROW,
    NAT
}
