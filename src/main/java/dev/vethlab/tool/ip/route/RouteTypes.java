package dev.vethlab.tool.ip.route;

import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The types of routes in words ({@code rtnl_rtntype_a2n}, {@code rtnl_rtntype_n2a}). */
public final class RouteTypes {

    private static final List<RouteType> WHOLE = List.of(RouteType.LOCAL, RouteType.NAT, RouteType.THROW);
    private static final List<RouteType> ABBREVIATED = List.of(
            RouteType.BROADCAST,
            RouteType.ANYCAST,
            RouteType.MULTICAST,
            RouteType.PROHIBIT,
            RouteType.UNREACHABLE,
            RouteType.BLACKHOLE,
            RouteType.XRESOLVE,
            RouteType.UNICAST);

    private RouteTypes() {}

    /** Reads a word; {@code none} for UNSPEC, or a number up to 255, of which those without a type are empty. */
    public static Optional<RouteType> read(String word) {
        OptionalInt number = number(word);
        return number.isPresent() && number.getAsInt() < RouteType.values().length
                ? Optional.of(RouteType.values()[number.getAsInt()])
                : Optional.empty();
    }

    /** The number of a word; most may be cut short, and where several fit the first of iproute2's own order counts. */
    public static OptionalInt number(String word) {
        for (RouteType type : WHOLE) {
            if (name(type).equals(word)) {
                return OptionalInt.of(type.ordinal());
            }
        }
        if (word.equals("brd")) {
            return OptionalInt.of(RouteType.BROADCAST.ordinal());
        }
        for (RouteType type : ABBREVIATED) {
            if (Arguments.matches(word, name(type))) {
                return OptionalInt.of(type.ordinal());
            }
        }
        return Numbers.u8(word, 0);
    }

    /** What is printed for a type: its word, or with {@code -N} its number ({@code rtnl_rtntype_n2a}). */
    public static String name(RouteType type, boolean numeric) {
        return name(type.ordinal(), numeric);
    }

    /** The word for the number of a type, or the number itself where there is no word or none is wanted. */
    public static String name(int number, boolean numeric) {
        RouteType[] types = RouteType.values();
        return numeric || number >= types.length ? Integer.toString(number) : name(types[number]);
    }

    /** The word for a type. */
    public static String name(RouteType type) {
        return type == RouteType.UNSPEC ? "none" : type.name().toLowerCase(Locale.ROOT);
    }
}
