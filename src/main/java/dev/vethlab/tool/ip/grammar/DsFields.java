package dev.vethlab.tool.ip.grammar;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The type of service in words ({@code rtnl_dsfield_a2n}, {@code rtnl_dsfield_n2a}, /etc/iproute2/rt_dsfield). */
public final class DsFields {

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("default", 0x00),
            Map.entry("AF11", 0x28),
            Map.entry("AF12", 0x30),
            Map.entry("AF13", 0x38),
            Map.entry("AF21", 0x48),
            Map.entry("AF22", 0x50),
            Map.entry("AF23", 0x58),
            Map.entry("AF31", 0x68),
            Map.entry("AF32", 0x70),
            Map.entry("AF33", 0x78),
            Map.entry("AF41", 0x88),
            Map.entry("AF42", 0x90),
            Map.entry("AF43", 0x98),
            Map.entry("CS1", 0x20),
            Map.entry("CS2", 0x40),
            Map.entry("CS3", 0x60),
            Map.entry("CS4", 0x80),
            Map.entry("CS5", 0xa0),
            Map.entry("CS6", 0xc0),
            Map.entry("CS7", 0xe0),
            Map.entry("EF", 0xb8));

    private DsFields() {}

    /** Reads a name, or a number in hexadecimal up to ff. */
    public static OptionalInt read(String word) {
        Integer named = NAMES.get(word);
        return named != null ? OptionalInt.of(named) : Numbers.u8(word, 16);
    }

    /** The name of a number, or the number in hexadecimal. */
    public static String name(int dsField, boolean numeric) {
        if (!numeric) {
            for (Map.Entry<String, Integer> entry : NAMES.entrySet()) {
                if (entry.getValue() == dsField) {
                    return entry.getKey();
                }
            }
        }
        return String.format(Locale.ROOT, "0x%02x", dsField);
    }
}
