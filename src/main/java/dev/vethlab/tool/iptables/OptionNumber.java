package dev.vethlab.tool.iptables;

import java.util.Locale;
import java.util.regex.Pattern;

/** A number that an option is given: decimal, hexadecimal or octal ({@code xtables_strtoul} with base 0). */
final class OptionNumber {

    private static final Pattern NUMBER = Pattern.compile("\\s*\\+?(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,18})");
    private static final long LARGEST_MARK = 0xffff_ffffL;

    private OptionNumber() {}

    /**
     * Reads a number.
     *
     * @param extension of which the option is
     * @throws ParameterException where it is none, or not from {@code least} to {@code most}
     */
    static long read(String extension, String option, String text, long least, long most) throws ParameterException {
        long number = valueOf(text);
        if (number < least || number > most) {
            throw ParameterException.problem(extension + ": bad value for option \"" + option + "\", or out of range ("
                    + least + "-" + most + ").\n");
        }
        return number;
    }

    /**
     * Reads a mark, or the mask of one.
     *
     * @throws ParameterException where it is none
     */
    static long readMark(String extension, String option, String text) throws ParameterException {
        long number = valueOf(text);
        if (number < 0 || number > LARGEST_MARK) {
            throw ParameterException.problem(
                    extension + ": bad integer value for option \"" + option + "\", or out of range.\n");
        }
        return number;
    }

    /** The number that a text is; -1 where it is none, or too large for any option. */
    private static long valueOf(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return -1;
        }
        String digits = text.strip().replaceFirst("^\\+", "").toLowerCase(Locale.ROOT);
        try {
            return digits.startsWith("0x")
                    ? Long.parseLong(digits.substring(2), 16)
                    : Long.parseLong(digits, digits.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }
}
