package dev.vethlab.addr;

import java.util.Optional;

/**
 * An IPv4 address.
 *
 * @param bits the 32 bits in network order, the first octet highest
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {

    /** 0.0.0.0, {@code INADDR_ANY}. */
    public static final Ipv4Address ANY = new Ipv4Address(0);

    /** 255.255.255.255, {@code INADDR_BROADCAST}. */
    public static final Ipv4Address BROADCAST = new Ipv4Address(-1);

    /** 127.0.0.1, {@code INADDR_LOOPBACK}. */
    public static final Ipv4Address LOOPBACK = of(127, 0, 0, 1);

    /** The address of four octets, each 0 to 255. */
    public static Ipv4Address of(int first, int second, int third, int fourth) {
        return new Ipv4Address(first << 24 | second << 16 | third << 8 | fourth);
    }

    /** Reads a dotted quad, exactly as {@link #toString} writes one ({@code inet_pton}). */
    public static Optional<Ipv4Address> parse(String text) {
        return Ipv4Text.dottedQuad(text);
    }

    /**
     * Reads what the C library's {@code inet_aton} takes: one to four numbers, decimal, octal ({@code 010}) or
     * hexadecimal ({@code 0xa}), the last of which fills the octets that are left; anything may follow after white space.
     */
    public static Optional<Ipv4Address> parseInetAton(String text) {
        return Ipv4Text.inetAton(text, false);
    }

    /** Reads what {@code getaddrinfo} takes for a numeric address: as {@code inet_aton}, but nothing may follow. */
    public static Optional<Ipv4Address> parseInetAtonExact(String text) {
        return Ipv4Text.inetAton(text, true);
    }

    /**
     * Reads an address as iproute2 does ({@code get_addr_ipv4}): one to four numbers in any base, and those that are
     * missing are zero, so that {@code 10.1} is 10.1.0.0. Words such as {@code default} are {@link InetPrefix}'s.
     */
    public static Optional<Ipv4Address> parseIproute2(String text) {
        return Ipv4Text.iproute2(text);
    }

    /** Whether this is 0.0.0.0. */
    public boolean isAny() {
        return bits == 0;
    }

    /** Whether this is 255.255.255.255 ({@code ipv4_is_lbcast}). */
    public boolean isLimitedBroadcast() {
        return bits == -1;
    }

    /** Whether this is in 224.0.0.0/4 ({@code ipv4_is_multicast}). */
    public boolean isMulticast() {
        return bits >>> 28 == 0xe;
    }

    /** Whether this is in 224.0.0.0/24 ({@code ipv4_is_local_multicast}). */
    public boolean isLocalMulticast() {
        return bits >>> 8 == 0xe00000;
    }

    /** Whether this is in 127.0.0.0/8 ({@code ipv4_is_loopback}). */
    public boolean isLoopback() {
        return bits >>> 24 == 127;
    }

    /** Whether this is 0.0.0.0 ({@code ipv4_is_zeronet}); since Linux 5.3 the rest of 0.0.0.0/8 is unicast like any other. */
    public boolean isZeronet() {
        return bits == 0;
    }

    /** Whether this is in 169.254.0.0/16 ({@code ipv4_is_linklocal_169}). */
    public boolean isLinkLocal() {
        return bits >>> 16 == 0xa9fe;
    }

    /** The octet at {@code index}, 0 to 3, first to last. */
    public int octet(int index) {
        return bits >>> (24 - 8 * index) & 0xff;
    }

    /** Orders addresses as unsigned numbers. */
    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    /** Dotted quad. */
    @Override
    public String toString() {
        return octet(0) + "." + octet(1) + "." + octet(2) + "." + octet(3);
    }
}
