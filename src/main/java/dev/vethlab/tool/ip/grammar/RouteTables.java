package dev.vethlab.tool.ip.grammar;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** The names of routing tables ({@code rtnl_rttable_a2n}, {@code rtnl_rttable_n2a}, /etc/iproute2/rt_tables). */
public final class RouteTables {

    private RouteTables() {}

    /** Reads a name, or a number of 32 bits without sign. */
    public static OptionalInt read(String word) {
        switch (word) {
            case "unspec":
                return OptionalInt.of(0);
            case "default":
                return OptionalInt.of(253);
            case "main":
                return OptionalInt.of(254);
            case "local":
                return OptionalInt.of(255);
            default:
                OptionalLong number = Numbers.u32(word, 0);
                return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
        }
    }

    /** The name of a number, or the number where it has none or numbers are asked for. */
    public static String name(int table, boolean numeric) {
        if (!numeric) {
            switch (table) {
                case 0:
                    return "unspec";
                case 253:
                    return "default";
                case 254:
                    return "main";
                case 255:
                    return "local";
                default:
            }
        }
        return Integer.toUnsignedString(table);
    }
}
