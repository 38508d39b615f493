package dev.vethlab.kernel.device;

import java.util.BitSet;
import java.util.Collection;

/** What names devices may have, and how {@code %d} in a name becomes a number (net/core/dev.c). */
public final class DeviceName {

    /** One more than the longest name has characters ({@code IFNAMSIZ}). */
    public static final int SIZE = 16;

    /** One more than the longest alternative name has characters ({@code ALTIFNAMSIZ}). */
    public static final int ALTERNATIVE_SIZE = 128;

    private static final int MOST_NUMBERED = 32768;

    private DeviceName() {}

    /** Whether the kernel takes it for a device ({@code dev_valid_name}). */
    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() >= SIZE || name.equals(".") || name.equals("..")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/' || c == ':' || isSpace(c)) {
                return false;
            }
        }
        return true;
    }

    /** {@code isspace} of the kernel, which counts the no-break space of Latin-1. */
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c == 0xa0;
    }

    /** Whether it is a pattern whose {@code %d} stands for a number. */
    static boolean isPattern(String name) {
        return name.indexOf('%') >= 0;
    }

    /** Whether the one conversion in a pattern is {@code %d}. */
    static boolean isValidPattern(String pattern) {
        int percent = pattern.indexOf('%');
        return pattern.startsWith("%d", percent) && pattern.indexOf('%', percent + 2) < 0;
    }

    /**
     * The lowest name of a pattern that is free ({@code __dev_alloc_name}); the empty text where all numbers are taken.
     *
     * @param taken names and alternative names
     */
    static String numbered(String pattern, Collection<String> taken) {
        int percent = pattern.indexOf('%');
        String before = pattern.substring(0, percent);
        String after = pattern.substring(percent + 2);
        BitSet numbers = new BitSet();
        for (String name : taken) {
            int number = numberIn(name, before, after);
            if (number >= 0) {
                numbers.set(number);
            }
        }
        int free = numbers.nextClearBit(0);
        String result = before + free + after;
        return free >= MOST_NUMBERED ? "" : result.substring(0, Math.min(result.length(), SIZE - 1));
    }

    private static int numberIn(String name, String before, String after) {
        int length = name.length() - before.length() - after.length();
        if (length < 1 || length > 5 || !name.startsWith(before) || !name.endsWith(after)) {
            return -1;
        }
        int number = 0;
        for (int i = before.length(); i < before.length() + length; i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9' || c == '0' && i == before.length() && length > 1) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number < MOST_NUMBERED ? number : -1;
    }
}
