package dev.vethlab.vswitch.flow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** OpenFlow ports in texts: those that mean something else by number, and those of a bridge by name ({@code ofputil_port_*}). */
public final class PortNames {

    public static final int MAX = 0xff00;
    public static final int UNSET = 0xfff7;
    public static final int IN_PORT = 0xfff8;
    public static final int TABLE = 0xfff9;
    public static final int NORMAL = 0xfffa;
    public static final int FLOOD = 0xfffb;
    public static final int ALL = 0xfffc;
    public static final int CONTROLLER = 0xfffd;
    public static final int LOCAL = 0xfffe;
    public static final int NONE = 0xffff;

    /** Knows no port of a bridge. */
    public static final PortNames NUMBERS = new PortNames(Map.of(), false);

    private static final int LONGEST_NUMBER = 10;
    private static final Map<String, Integer> RESERVED = new LinkedHashMap<>();

    static {
        RESERVED.put("IN_PORT", IN_PORT);
        RESERVED.put("TABLE", TABLE);
        RESERVED.put("NORMAL", NORMAL);
        RESERVED.put("FLOOD", FLOOD);
        RESERVED.put("ALL", ALL);
        RESERVED.put("CONTROLLER", CONTROLLER);
        RESERVED.put("LOCAL", LOCAL);
        RESERVED.put("ANY", NONE);
        RESERVED.put("UNSET", UNSET);
        RESERVED.put("NONE", NONE);
    }

    private final Map<String, Integer> byName;
    private final Map<Integer, String> byNumber = new HashMap<>();
    private final boolean shown;

    /**
     * @param byName the numbers of a bridge's ports
     * @param shown whether ports are written by name
     */
    public PortNames(Map<String, Integer> byName, boolean shown) {
        this.byName = byName;
        this.shown = shown;
        byName.forEach((name, number) -> byNumber.put(number, name));
    }

    /** Reads a port; empty where there is none that is written so ({@code ofputil_port_from_string}). */
    public OptionalInt read(String text) {
        if (!text.isEmpty() && text.chars().allMatch(Character::isDigit) && text.length() <= LONGEST_NUMBER) {
            return numbered(Long.parseLong(text));
        }
        Integer reserved = RESERVED.get(text.toUpperCase(Locale.ROOT));
        Integer number = reserved == null ? byName.get(unquoted(text)) : reserved;
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Reserved ones may be written with 16 bits or with 32. */
    private static OptionalInt numbered(long number) {
        if (number < MAX || number >= IN_PORT && number <= NONE) {
            return OptionalInt.of((int) number);
        }
        return number >= 0xffff_ff00L && number <= 0xffff_ffffL
                ? OptionalInt.of((int) number & NONE)
                : OptionalInt.empty();
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** How a port is written ({@code ofputil_format_port}). */
    public String write(int port) {
        for (Map.Entry<String, Integer> reserved : RESERVED.entrySet()) {
            if (reserved.getValue() == port) {
                return reserved.getKey();
            }
        }
        String name = shown ? byNumber.get(port) : null;
        if (name == null) {
            return Integer.toString(port);
        }
        return isPlain(name) ? name : "\"" + name + "\"";
    }

    /** {@code name_needs_quotes}: whether a name can be told from other words. */
    private static boolean isPlain(String name) {
        if (name.isEmpty() || !(Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')) {
            return false;
        }
        return name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }
}
