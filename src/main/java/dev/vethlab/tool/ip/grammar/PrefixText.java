package dev.vethlab.tool.ip.grammar;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;

/** IPv4 addresses and prefixes on the command line of {@code ip route} and its kin ({@code get_prefix}, {@code get_addr}). */
public final class PrefixText {

    private PrefixText() {}

    /** Reads a prefix; ends with a complaint where it is none, or is an IPv6 one. */
    public static InetPrefix prefix(String word, AddressFamily family) {
        return InetPrefix.parse(word).orElseThrow(() -> expected(family, "prefix", word));
    }

    /** Reads an address; ends with a complaint where it is none, or is an IPv6 one. */
    public static Ipv4Address address(String word, AddressFamily family) {
        return InetPrefix.parseAddress(word)
                .map(InetPrefix::address)
                .orElseThrow(() -> expected(family, "address", word));
    }

    private static ExitException expected(AddressFamily family, String what, String word) {
        boolean inet6 = family != AddressFamily.INET && word.chars().filter(c -> c == ':').count() >= 2;
        return inet6
                ? ExitException.err(ExitException.FAILURE, "IPv6 is not simulated: " + word + "\n")
                : ExitException.err(
                        ExitException.FAILURE,
                        "Error: " + family.wordInComplaint() + " " + what + " is expected rather than \"" + word
                                + "\".\n");
    }
}
