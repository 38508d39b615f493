package dev.vethlab.tool.ip.grammar;

import java.util.OptionalLong;

/** The key of a GRE tunnel on the command line. */
public final class TunnelKey {

    private TunnelKey() {}

    /** A number, or the four of an address ({@code tnl_parse_key}). */
    public static int read(String name, String word) {
        if (word.contains(".")) {
            return PrefixText.plain(word).bits();
        }
        OptionalLong number = Numbers.u32(word, 0);
        if (number.isEmpty()) {
            throw ExitException.err(
                    ExitException.USAGE,
                    "invalid value for \"" + name + "\": \"" + word + "\"; it should be an unsigned integer\n");
        }
        return (int) number.getAsLong();
    }
}
