package dev.vethlab.tool.ip.grammar;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import java.util.regex.Pattern;

/** IPv4 addresses and prefixes on the command line of {@code ip route} and its kin ({@code get_prefix}, {@code get_addr}). */
public final class PrefixText {

    private static final Pattern HEXADECIMAL_GROUPS =
            Pattern.compile("([0-9a-fA-F]{0,4}:){2,7}([0-9a-fA-F]{0,4}|[0-9.]{7,15})(/[0-9]+)?");
    private static final int COLONS_OF_ALL_GROUPS = 7;

    private PrefixText() {}

    private static boolean isInet6(String word) {
        boolean complete =
                word.contains("::") || word.chars().filter(c -> c == ':').count() == COLONS_OF_ALL_GROUPS;
        return complete && HEXADECIMAL_GROUPS.matcher(word).matches();
    }

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

    /** The family asked for once an address has been read: of the first one, where none was asked for before. */
    public static AddressFamily familyBehind(AddressFamily family) {
        return family == AddressFamily.UNSPEC ? AddressFamily.INET : family;
    }

    /** The same for a prefix: {@code default} and its like have no family of their own. */
    public static AddressFamily familyBehind(String word, AddressFamily family) {
        boolean any = word.equals("default") || word.equals("any") || word.equals("all");
        return any ? family : familyBehind(family);
    }

    private static ExitException expected(AddressFamily family, String what, String word) {
        boolean inet6 = family != AddressFamily.INET && isInet6(word);
        return inet6
                ? ExitException.err(ExitException.FAILURE, "IPv6 is not simulated: " + word + "\n")
                : ExitException.err(
                        ExitException.FAILURE,
                        "Error: " + family.wordInComplaint() + " " + what + " is expected rather than \"" + word
                                + "\".\n");
    }
}
