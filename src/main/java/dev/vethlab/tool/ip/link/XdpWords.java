package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import java.util.Set;

/**
 * What stands behind {@code xdp} and its like ({@code xdp_parse}, {@code bpf_do_parse}). A lab has neither files with programs nor a
 * file system of pinned ones, so that a device never has a program: to take it away changes nothing, and to load one fails as it does
 * where the file is not there.
 */
final class XdpWords {

    private static final Set<String> NAMES = Set.of("xdp", "xdpgeneric", "xdpdrv", "xdpoffload");

    private XdpWords() {}

    /** Whether a word of {@code ip link} is followed by what is read here. */
    static boolean begin(String word) {
        return NAMES.contains(word);
    }

    /** Reads what follows. */
    static void read(Arguments arguments) {
        String word = arguments.next();
        boolean removal = word.equals("off") || word.equals("none");
        if (removal && !arguments.hasNext()) {
            return;
        }
        if (matches(word, "object-file") || word.equals("obj")) {
            arguments.next();
            throw ExitException.usage("Cannot initialize ELF context!\n");
        }
        if (matches(word, "object-pinned") || matches(word, "pinned") || matches(word, "fd")) {
            throw ExitException.usage(
                    "Couldn't retrieve pinned program '" + arguments.next() + "': " + Errno.ENOENT.words() + "\n");
        }
        throw ExitException.usage("What mode is \"" + word + "\"?\n");
    }
}
