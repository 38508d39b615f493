package dev.vethlab.tool.ip.grammar;

import java.util.Map;
import java.util.OptionalInt;

/** The scopes of addresses and routes in words ({@code rtnl_rtscope_a2n}, {@code rtnl_rtscope_n2a}). */
public final class Scopes {

    private static final Map<String, Integer> NUMBERS =
            Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);

    private Scopes() {}

    /** The number of a word, or of a number up to 255. */
    public static OptionalInt number(String word) {
        Integer named = NUMBERS.get(word);
        return named != null ? OptionalInt.of(named) : Numbers.u8(word, 0);
    }

    /** The word for a number, or the number itself where there is none or {@code -Numeric} was given. */
    public static String word(int scope, IpOptions options) {
        if (!options.numeric()) {
            for (Map.Entry<String, Integer> named : NUMBERS.entrySet()) {
                if (named.getValue() == scope) {
                    return named.getKey();
                }
            }
        }
        return Integer.toString(scope);
    }
}
