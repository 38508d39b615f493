package dev.vethlab.tool.ip.address;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.ExitException;
import java.util.Optional;

/**
 * An address on the command line, of either family; IPv6 is recognised and no more, as the simulated kernel refuses it.
 *
 * @param family UNSPEC for the words {@code any} and {@code all}, and for {@code default} where no family was asked for
 * @param prefix the IPv4 address; empty for IPv6
 */
record AddressText(AddressFamily family, Optional<InetPrefix> prefix) {

    /** Reads a prefix ({@code get_prefix}). */
    static AddressText prefix(String word, AddressFamily wanted) {
        return read(word, wanted, InetPrefix.parse(word), true)
                .orElseThrow(() -> expected(wanted.wordInComplaint() + " prefix", word));
    }

    /** Reads an address ({@code get_addr}). */
    static AddressText address(String word, AddressFamily wanted) {
        return read(word, wanted, InetPrefix.parseAddress(word), false)
                .orElseThrow(() -> expected(wanted.wordInComplaint() + " address", word));
    }

    private static Optional<AddressText> read(
            String word, AddressFamily wanted, Optional<InetPrefix> inet, boolean mayHaveLength) {
        boolean isWord = word.equals("default") || word.equals("any") || word.equals("all");
        if (isWord) {
            return Optional.of(new AddressText(wanted, inet));
        }
        if (inet.isPresent() && (wanted == AddressFamily.UNSPEC || wanted == AddressFamily.INET)) {
            return Optional.of(new AddressText(AddressFamily.INET, inet));
        }
        boolean inet6 = (wanted == AddressFamily.UNSPEC || wanted == AddressFamily.INET6)
                && (mayHaveLength
                        ? Ipv6Address.isPrefix(word)
                        : Ipv6Address.parse(word).isPresent());
        return inet6 ? Optional.of(new AddressText(AddressFamily.INET6, Optional.empty())) : Optional.empty();
    }

    /** Whether it is an address of a family, not a word that stands for any. */
    boolean hasFamily() {
        return family != AddressFamily.UNSPEC;
    }

    private static ExitException expected(String what, String word) {
        return ExitException.err(
                ExitException.FAILURE, "Error: " + what + " is expected rather than \"" + word + "\".\n");
    }
}
