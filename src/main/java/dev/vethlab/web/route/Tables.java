package dev.vethlab.web.route;

import dev.vethlab.kernel.route.FibTable;

/** The names of routing tables. */
public final class Tables {

    private Tables() {}

    /** The name of a table as in /etc/iproute2/rt_tables, or its number. */
    public static String name(int table) {
        return switch (table) {
            case FibTable.LOCAL -> "local";
            case FibTable.MAIN -> "main";
            case FibTable.DEFAULT -> "default";
            default -> Integer.toUnsignedString(table);
        };
    }
}
