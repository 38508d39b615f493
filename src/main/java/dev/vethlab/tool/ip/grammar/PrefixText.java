package dev.vethlab.tool.ip.grammar;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv6Address;

/** IPv4 addresses and prefixes on the command line of {@code ip route} and its kin ({@code get_prefix}, {@code get_addr}). */
public final class PrefixText {

    private PrefixText() {}

    /** Reads a prefix; ends with a complaint where it is none, or is an IPv6 one. */
    public static InetPrefix prefix(String word, AddressFamily family) {
        return InetPrefix.parse(word)
                .filter(read -> isTaken(word, family))
                .orElseThrow(() -> expected(family, "prefix", word));
    }

    /** Reads an address; ends with a complaint where it is none, or is an IPv6 one. */
    public static Ipv4Address address(String word, AddressFamily family) {
        return read(word, family).address();
    }

    /** Reads an IPv4 address in the words of what knows no other ({@code get_addr32}). */
    public static Ipv4Address plain(String word) {
        return InetPrefix.parseAddress(word)
                .filter(read -> isTaken(word, AddressFamily.INET))
                .orElseThrow(() -> ExitException.err(
                        ExitException.FAILURE, "Error: an IP address is expected rather than \"" + word + "\"\n"))
                .address();
    }

    /** The same, where the words for no address in particular differ from 0.0.0.0. */
    public static InetPrefix read(String word, AddressFamily family) {
        return InetPrefix.parseAddress(word)
                .filter(read -> isTaken(word, family))
                .orElseThrow(() -> expected(family, "address", word));
    }

    /** The family asked for once an address has been read: of the first one, where none was asked for before. */
    public static AddressFamily familyBehind(AddressFamily family) {
        return family == AddressFamily.UNSPEC ? AddressFamily.INET : family;
    }

    /** The same for a prefix: {@code default} and its like have no family of their own. */
    public static AddressFamily familyBehind(String word, AddressFamily family) {
        return isWord(word) ? family : familyBehind(family);
    }

    private static boolean isWord(String word) {
        return word.equals("default") || word.equals("any") || word.equals("all");
    }

    /** Whether what is right for IPv4 may stand where a family was asked for. */
    private static boolean isTaken(String word, AddressFamily family) {
        return isWord(word) || family == AddressFamily.UNSPEC || family == AddressFamily.INET;
    }

    private static ExitException expected(AddressFamily family, String what, String word) {
        boolean asked = family == AddressFamily.UNSPEC || family == AddressFamily.INET6;
        boolean inet6 = asked && Ipv6Address.isPrefix(word);
        return inet6
                ? ExitException.err(ExitException.FAILURE, "IPv6 is not simulated: " + word + "\n")
                : ExitException.err(
                        ExitException.FAILURE,
                        "Error: " + family.wordInComplaint() + " " + what + " is expected rather than \"" + word
                                + "\".\n");
    }
}
