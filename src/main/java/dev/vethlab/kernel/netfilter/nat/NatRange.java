package dev.vethlab.kernel.netfilter.nat;

import dev.vethlab.addr.Ipv4Address;

/**
 * What a connection may be changed to ({@code struct nf_nat_range2}).
 *
 * @param hasAddress whether the address is changed, to one from {@code first} to {@code last}
 * @param hasPort whether the port is changed, to one from {@code firstPort} to {@code lastPort}
 * @param random whether the port is drawn by lot
 * @param fullyRandom whether the port is drawn by lot in any case
 * @param persistent whether a client gets the same address whatever it talks to
 */
public record NatRange(
        boolean hasAddress,
        Ipv4Address first,
        Ipv4Address last,
        boolean hasPort,
        int firstPort,
        int lastPort,
        boolean random,
        boolean fullyRandom,
        boolean persistent) {

    /** Changes nothing. */
    public static final NatRange NOTHING =
            new NatRange(false, Ipv4Address.ANY, Ipv4Address.ANY, false, 0, 0, false, false, false);

    /** One address, any port. */
    public static NatRange to(Ipv4Address address) {
        return new NatRange(true, address, address, false, 0, 0, false, false, false);
    }

    /** This range with one address. */
    public NatRange withAddress(Ipv4Address address) {
        return new NatRange(true, address, address, hasPort, firstPort, lastPort, random, fullyRandom, persistent);
    }

    boolean holds(Ipv4Address address) {
        return !hasAddress || address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
    }

    boolean holdsPort(int port) {
        return port >= firstPort && port <= lastPort;
    }

    boolean isRandom() {
        return random || fullyRandom;
    }
}
