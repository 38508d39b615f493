package dev.vethlab.kernel.address;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.device.NetDevice;
import java.util.Optional;

/**
 * An IPv4 address of a device ({@code struct in_ifaddr}). Where the kernel changes one in place, the list of the device
 * gets a new one instead.
 *
 * @param local the address itself ({@code ifa_local})
 * @param address the address of the other end, or {@code local} again ({@code ifa_address})
 * @param scope 0 global, 253 link, 254 host, or any other number
 * @param flags IFA_F_*
 * @param metric the metric of the route that follows from it, 0 for none
 * @param protocol who added it ({@code IFAPROT_*}), 0 for unknown
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
    public static final int NODAD = 0x02;
    public static final int OPTIMISTIC = 0x04;
    public static final int HOMEADDRESS = 0x10;
    public static final int DEPRECATED = 0x20;
    public static final int TENTATIVE = 0x40;
    public static final int PERMANENT = 0x80;
    public static final int MANAGETEMPADDR = 0x100;
    public static final int NOPREFIXROUTE = 0x200;
    public static final int MCAUTOJOIN = 0x400;
    public static final int STABLE_PRIVACY = 0x800;

    /** Flags that only an IPv6 address can have. */
    static final int IPV6_ONLY = NODAD | OPTIMISTIC | 0x08 | HOMEADDRESS | TENTATIVE | MANAGETEMPADDR | STABLE_PRIVACY;

    /** {@code IFAPROT_KERNEL_LO}: the kernel put it on the loopback device. */
    public static final int PROTOCOL_LOOPBACK = 1;

    public static final int SCOPE_UNIVERSE = 0;
    public static final int SCOPE_LINK = 253;
    public static final int SCOPE_HOST = 254;

    public boolean isSecondary() {
        return (flags & SECONDARY) != 0;
    }

    /** Whether it stays until somebody deletes it. */
    public boolean isPermanent() {
        return (flags & PERMANENT) != 0;
    }

    /** The network of {@link #address()}, what {@code inet_ifa_match} compares with. */
    public Ipv4Prefix prefix() {
        return new Ipv4Prefix(address, prefixLength);
    }

    /** Whether {@code other} lies in the network of this address ({@code inet_ifa_match}). */
    public boolean matches(Ipv4Address other) {
        return ((other.bits() ^ address.bits()) & mask()) == 0;
    }

    /** The netmask, as bits in network order ({@code ifa_mask}). */
    public int mask() {
        return Ipv4Prefix.mask(prefixLength);
    }

    /** Whether this and {@code other} are in one subnet, of the same length: one of them is then secondary. */
    boolean sharesSubnetWith(Ifaddr other) {
        return prefixLength == other.prefixLength && matches(other.address);
    }

    Ifaddr withFlags(int newFlags) {
        return new Ifaddr(
                device,
                local,
                address,
                prefixLength,
                broadcast,
                scope,
                newFlags,
                label,
                metric,
                protocol,
                validUntilNs,
                preferredUntilNs);
    }

    Ifaddr withLabel(String newLabel) {
        return new Ifaddr(
                device,
                local,
                address,
                prefixLength,
                broadcast,
                scope,
                flags,
                newLabel,
                metric,
                protocol,
                validUntilNs,
                preferredUntilNs);
    }

    /** The same address with what a replacing request may change. */
    Ifaddr renewedBy(Ifaddr request) {
        int lasting = flags & ~(PERMANENT | DEPRECATED);
        int renewed = request.flags & (PERMANENT | DEPRECATED);
        return new Ifaddr(
                device,
                local,
                address,
                prefixLength,
                broadcast,
                scope,
                lasting | renewed,
                label,
                request.metric,
                request.protocol,
                request.validUntilNs,
                request.preferredUntilNs);
    }

    /** The seconds left of a lifetime that ends at {@code untilNs}, begun ones counting, -1 for no end. */
    static long secondsLeft(long untilNs, long nowNs) {
        return untilNs == Long.MAX_VALUE ? -1 : Math.max(0, -Math.floorDiv(nowNs - untilNs, 1_000_000_000L));
    }

    /** The seconds until it goes by itself, -1 for never. */
    public long validSeconds(long nowNs) {
        return isPermanent() ? -1 : secondsLeft(validUntilNs, nowNs);
    }

    /** The seconds until it becomes deprecated, -1 for never; a permanent address has no such time to show. */
    public long preferredSeconds(long nowNs) {
        return isPermanent() ? -1 : secondsLeft(preferredUntilNs, nowNs);
    }
}
