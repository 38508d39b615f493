package dev.vethlab.tool.tc;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a fraction as the C library reads and writes them ({@code strtod}, {@code %g}). */
final class CNumber {

    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final int DIGITS = 6;

    private CNumber() {}

    /** A number and what stands behind it; {@code isMissing} where a word does not begin with one. */
    record Read(double value, String rest, boolean isMissing) {}

    static Read read(String word) {
        Matcher number = NUMBER.matcher(word);
        return number.lookingAt()
                ? new Read(Double.parseDouble(number.group().trim()), word.substring(number.end()), false)
                : new Read(0, word, true);
    }

    /** As {@code %g} with so many significant digits. */
    static String general(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            return rounded.stripTrailingZeros().toPlainString();
        }
        String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + String.format("%02d", Math.abs(exponent));
    }

    /** As {@code %g}. */
    static String general(double value) {
        return general(value, DIGITS);
    }

    /** As whole number in 32 bits without sign, where what is too large wraps as on x86. */
    static int toU32(double value) {
        return (int) (long) value;
    }
}
