package dev.vethlab.addr;

/**
 * An unsigned number at a place in a text, as the C library's {@code strtoul} reads it: leading white space and a sign
 * are allowed, base 0 takes octal and hexadecimal by prefix, a negative number wraps around.
 *
 * @param value 64 bits, unsigned
 * @param end the index after the number; where there is no number, the index it was looked for
 * @param overflow whether the number is too large for 64 bits
 */
public record UnsignedNumber(long value, int end, boolean overflow) {

    /** Reads at {@code start}; {@code base} is 10 or 16, or 0 for the base that the prefix says. */
    public static UnsignedNumber read(String text, int start, int base) {
        int at = start;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || at < text.length() && text.charAt(at) == '+') {
            at++;
        }
        if ((base == 0 || base == 16) && hasHexPrefix(text, at)) {
            return digits(text, at + 2, at + 2, 16, negative);
        }
        int ofPrefix = at < text.length() && text.charAt(at) == '0' ? 8 : 10;
        return digits(text, at, start, base == 0 ? ofPrefix : base, negative);
    }

    public boolean isMissing(int start) {
        return end == start;
    }

    /** Whether the value, unsigned, is at most {@code limit}. */
    public boolean isAtMost(long limit) {
        return !overflow && Long.compareUnsigned(value, limit) <= 0;
    }

    /** The white space of the C locale. */
    static boolean isSpace(char character) {
        return character == ' ' || character >= '\t' && character <= '\r';
    }

    private static boolean hasHexPrefix(String text, int at) {
        return text.length() > at + 2
                && text.charAt(at) == '0'
                && (text.charAt(at + 1) | 0x20) == 'x'
                && digit(text.charAt(at + 2), 16) >= 0;
    }

    private static UnsignedNumber digits(String text, int from, int none, int base, boolean negative) {
        long value = 0;
        boolean overflow = false;
        int at = from;
        for (; at < text.length(); at++) {
            int digit = digit(text.charAt(at), base);
            if (digit < 0) {
                break;
            }
            overflow |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, base)) > 0;
            value = value * base + digit;
        }
        if (at == from) {
            return new UnsignedNumber(0, none, false);
        }
        return overflow ? new UnsignedNumber(-1L, at, true) : new UnsignedNumber(negative ? -value : value, at, false);
    }

    private static int digit(char character, int base) {
        return character < 128 ? Character.digit(character, base) : -1;
    }
}
