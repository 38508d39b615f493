package dev.vethlab.tool.ip.grammar;

import java.util.Locale;

/** One argument printed by a format of C: flags, width, precision and a conversion ({@code printf}). */
final class Format {

    private Format() {}

    /** Replaces the one conversion of a format by its value; {@code %%} is a percent sign. */
    static String print(String format, Object value) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            if (c != '%') {
                text.append(c);
                at++;
            } else if (format.charAt(at + 1) == '%') {
                text.append('%');
                at += 2;
            } else {
                at = convert(text, format, at + 1, value);
            }
        }
        return text.toString();
    }

    private static int convert(StringBuilder text, String format, int from, Object value) {
        int at = from;
        while ("-+ #0123456789.".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        String flags = format.substring(from, at);
        while ("hlLqjzt".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        text.append(one(flags, format.charAt(at), value));
        return at + 1;
    }

    private static String one(String flags, char conversion, Object value) {
        switch (conversion) {
            case 's':
                return String.format(Locale.ROOT, "%" + flags + "s", value);
            case 'x':
                return hexadecimal(flags, ((Number) value).longValue());
            case 'u':
                return String.format(
                        Locale.ROOT, "%" + flags + "s", Long.toUnsignedString(((Number) value).longValue()));
            case 'd':
            case 'i':
                return String.format(Locale.ROOT, "%" + flags + "d", ((Number) value).longValue());
            default:
                return String.format(Locale.ROOT, "%" + flags + conversion, value);
        }
    }

    private static String hexadecimal(String flags, long value) {
        boolean prefixed = flags.startsWith("#") && value != 0;
        String width = flags.startsWith("#") ? flags.substring(1) : flags;
        return (prefixed ? "0x" : "") + String.format(Locale.ROOT, "%" + width.replace(".", "0") + "x", value);
    }
}
