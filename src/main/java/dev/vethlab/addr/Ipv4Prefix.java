package dev.vethlab.addr;

/**
 * An IPv4 network: an address whose host bits are zero, and a prefix length.
 *
 * @param network the network address; host bits are cleared on construction
 * @param length the prefix length, 0 to 32
 */
public record Ipv4Prefix(Ipv4Address network, int length) {

    /** 0.0.0.0/0. */
    public static final Ipv4Prefix DEFAULT = new Ipv4Prefix(Ipv4Address.ANY, 0);

    public Ipv4Prefix {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length " + length);
        }
        network = new Ipv4Address(network.bits() & mask(length));
    }

    /** The netmask of a prefix length, as bits in network order ({@code inet_make_mask}). */
    public static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    /** The prefix of one address alone. */
    public static Ipv4Prefix host(Ipv4Address address) {
        return new Ipv4Prefix(address, 32);
    }

    /** Whether {@code address} lies in this network. */
    public boolean contains(Ipv4Address address) {
        return (address.bits() & mask(length)) == network.bits();
    }

    /** Whether every address of {@code other} lies in this network. */
    public boolean contains(Ipv4Prefix other) {
        return other.length >= length && contains(other.network);
    }

    /** The directed broadcast address: all host bits set. */
    public Ipv4Address broadcast() {
        return new Ipv4Address(network.bits() | ~mask(length));
    }

    /** {@code 10.1.1.0/24}. */
    @Override
    public String toString() {
        return network + "/" + length;
    }
}
