package dev.vethlab.tool.ip.grammar;

import dev.vethlab.addr.UnsignedNumber;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The numbers of a command line, by the rules of {@code get_unsigned}, {@code get_integer}, {@code get_u8} and so on in
 * lib/utils.c: whatever {@code strtoul} takes, to the end of the word. Base 0 takes octal and hexadecimal by prefix.
 */
public final class Numbers {

    private Numbers() {}

    /** {@code get_unsigned}, {@code get_u32}. */
    public static OptionalLong u32(String word, int base) {
        return unsigned(word, base, 0xffff_ffffL);
    }

    /** {@code get_u16}. */
    public static OptionalInt u16(String word, int base) {
        return narrowed(unsigned(word, base, 0xffff));
    }

    /** {@code get_u8}. */
    public static OptionalInt u8(String word, int base) {
        return narrowed(unsigned(word, base, 0xff));
    }

    /** {@code get_u64}; the value is unsigned. */
    public static OptionalLong u64(String word, int base) {
        return unsigned(word, base, -1L);
    }

    /** {@code get_integer}, {@code get_s32}. */
    public static OptionalInt integer(String word, int base) {
        OptionalLong value = s64(word, base);
        return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }

    /** {@code get_s64}. */
    public static OptionalLong s64(String word, int base) {
        UnsignedNumber number = UnsignedNumber.read(word, 0, base);
        if (!isWhole(number, word) || number.overflow()) {
            return OptionalLong.empty();
        }
        boolean negative = word.trim().startsWith("-");
        boolean fits = negative ? number.value() <= 0 : number.value() >= 0;
        return fits ? OptionalLong.of(number.value()) : OptionalLong.empty();
    }

    private static OptionalLong unsigned(String word, int base, long limit) {
        UnsignedNumber number = UnsignedNumber.read(word, 0, base);
        return isWhole(number, word) && number.isAtMost(limit) ? OptionalLong.of(number.value()) : OptionalLong.empty();
    }

    private static boolean isWhole(UnsignedNumber number, String word) {
        return !number.isMissing(0) && number.end() == word.length();
    }

    private static OptionalInt narrowed(OptionalLong value) {
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }
}
