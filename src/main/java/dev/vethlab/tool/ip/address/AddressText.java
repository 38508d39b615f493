package dev.vethlab.tool.ip.address;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
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
        boolean inet6 =
                (wanted == AddressFamily.UNSPEC || wanted == AddressFamily.INET6) && isInet6(word, mayHaveLength);
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

    private static boolean isInet6(String word, boolean mayHaveLength) {
        int slash = word.indexOf('/');
        if (slash >= 0) {
            boolean length =
                    mayHaveLength && Numbers.u8(word.substring(slash + 1), 0).orElse(255) <= 128;
            return length && isInet6(word.substring(0, slash), false);
        }
        int gap = word.indexOf("::");
        String[] groups = (gap < 0 ? word : word.substring(0, gap) + ":" + word.substring(gap + 2)).split(":", -1);
        int count = 0;
        for (String group : groups) {
            if (!group.isEmpty()) {
                count++;
            }
            boolean hex = group.length() <= 4 && group.chars().allMatch(c -> Character.digit(c, 16) >= 0);
            if (!hex || group.isEmpty() && gap < 0) {
                return false;
            }
        }
        return gap < 0 ? count == 8 : count < 8 && word.indexOf("::", gap + 1) < 0;
    }
}
