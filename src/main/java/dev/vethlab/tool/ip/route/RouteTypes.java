package dev.vethlab.tool.ip.route;

import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The types of routes in words ({@code rtnl_rtntype_a2n}, {@code rtnl_rtntype_n2a}). */
public final class RouteTypes {

    private RouteTypes() {}

    /** Reads a word; {@code none} for UNSPEC, or a number up to 255, of which those without a type are empty. */
    public static Optional<RouteType> read(String word) {
        OptionalInt number = number(word);
        return number.isPresent() && number.getAsInt() < RouteType.values().length
                ? Optional.of(RouteType.values()[number.getAsInt()])
                : Optional.empty();
    }

    /** The number of a word. */
    public static OptionalInt number(String word) {
        for (RouteType type : RouteType.values()) {
            if (type != RouteType.UNSPEC && name(type).equals(word)) {
                return OptionalInt.of(type.ordinal());
            }
        }
        return Numbers.u8(word, 0);
    }

    /** The word for a type. */
    public static String name(RouteType type) {
        return type == RouteType.UNSPEC ? "none" : type.name().toLowerCase(Locale.ROOT);
    }
}
