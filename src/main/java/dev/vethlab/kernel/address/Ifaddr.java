package dev.vethlab.kernel.address;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.device.NetDevice;
import java.util.Optional;

/**
 * An IPv4 address of a device ({@code struct in_ifaddr}).
 *
 * @param local the address itself ({@code ifa_local})
 * @param address the address of the other end, or {@code local} again ({@code ifa_address})
 * @param scope 0 global, 253 link, 254 host, or any other number
 * @param flags IFA_F_*
 * @param metric the metric of the route that follows from it, 0 for none
 * @param validUntilNs when it goes by itself, {@link Long#MAX_VALUE} for never
 * @param preferredUntilNs when it becomes deprecated
 */
public record Ifaddr(
        NetDevice device,
        Ipv4Address local,
        Ipv4Address address,
        int prefixLength,
        Optional<Ipv4Address> broadcast,
        int scope,
        int flags,
        String label,
        int metric,
        int protocol,
        long validUntilNs,
        long preferredUntilNs) {

    public static final int SECONDARY = 0x01;
    public static final int NOPREFIXROUTE = 0x200;
    public static final int DEPRECATED = 0x20;
    public static final int PERMANENT = 0x80;

    public boolean isSecondary() {
        return (flags & SECONDARY) != 0;
    }

    /** The network of {@link #address()}, what {@code inet_ifa_match} compares with. */
    public Ipv4Prefix prefix() {
        return new Ipv4Prefix(address, prefixLength);
    }
}
