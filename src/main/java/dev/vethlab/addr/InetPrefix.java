package dev.vethlab.addr;

import java.util.Optional;

/**
 * An IPv4 address with a prefix length, as iproute2 reads it from the command line ({@code inet_prefix},
 * {@code get_prefix} in lib/utils.c). Unlike in an {@link Ipv4Prefix} the host bits stay.
 *
 * @param address 0.0.0.0 for the words {@code default}, {@code any} and {@code all}
 * @param length the prefix length: as given, else 32, or 0 for those words
 * @param lengthGiven whether a length was written, which {@code default} counts as ({@code PREFIXLEN_SPECIFIED})
 * @param addressGiven false for {@code any} and {@code all}, which leave the address out of a request
 */
public record InetPrefix(Ipv4Address address, int length, boolean lengthGiven, boolean addressGiven) {

    private static final InetPrefix DEFAULT = new InetPrefix(Ipv4Address.ANY, 0, true, true);
    private static final InetPrefix ANY = new InetPrefix(Ipv4Address.ANY, 0, false, false);

    /** Reads {@code ADDRESS}, {@code ADDRESS/LENGTH}, {@code ADDRESS/NETMASK} or one of the words ({@code get_prefix}). */
    public static Optional<InetPrefix> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return parseAddress(text);
        }
        Optional<InetPrefix> address = parseAddress(text.substring(0, slash));
        Optional<Integer> length = maskLength(text.substring(slash + 1));
        return address.isEmpty() || length.isEmpty() || address.get().isWord()
                ? Optional.empty()
                : Optional.of(new InetPrefix(address.get().address, length.get(), true, true));
    }

    /** Reads an address without a length, or one of the words ({@code get_addr}). */
    public static Optional<InetPrefix> parseAddress(String text) {
        switch (text) {
            case "default":
                return Optional.of(DEFAULT);
            case "any":
            case "all":
                return Optional.of(ANY);
            default:
                return Ipv4Address.parseIproute2(text).map(address -> new InetPrefix(address, 32, false, true));
        }
    }

    /** The network that this address lies in. */
    public Ipv4Prefix network() {
        return new Ipv4Prefix(address, length);
    }

    /** Without a length written only the words have length 0. */
    private boolean isWord() {
        return length == 0;
    }

    /** {@code get_netmask}: a number in any base, or a mask without holes; the words are the mask 0.0.0.0. */
    private static Optional<Integer> maskLength(String text) {
        UnsignedNumber number = UnsignedNumber.read(text, 0, 0);
        if (!number.isMissing(0) && number.end() == text.length() && number.isAtMost(0xffff_ffffL)) {
            return number.isAtMost(32) ? Optional.of((int) number.value()) : Optional.empty();
        }
        return parseAddress(text)
                .map(mask -> mask.address.bits())
                .filter(InetPrefix::isMask)
                .map(Integer::bitCount);
    }

    private static boolean isMask(int bits) {
        int host = ~bits;
        return (host & host + 1) == 0;
    }
}
