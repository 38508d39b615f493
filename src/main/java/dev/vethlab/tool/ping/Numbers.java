package dev.vethlab.tool.ping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as the C library reads and prints them. */
final class Numbers {

    private static final Pattern LONG = Pattern.compile("[ \t\n\u000b\f\r]*([+-]?[0-9]+)(.*)", Pattern.DOTALL);
    private static final Pattern DECIMAL =
            Pattern.compile("[ \t\n\u000b\f\r]*([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[ \t\n\u000b\f\r]*([+-]?)0[xX]([0-9a-fA-F]+)(?:\\.([0-9a-fA-F]*))?(?:[pP]([+-]?[0-9]+))?");
    private static final Pattern NO_NUMBER = Pattern.compile(
            "[ \t\n\u000b\f\r]*[+-]?(?:infinity|inf|nan(?:\\([0-9A-Za-z_]*\\))?)", Pattern.CASE_INSENSITIVE);
    private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(64);
    private static final int SIGNIFICANT = 6;

    /**
     * A number at the start of a text.
     *
     * @param end the index behind it, 0 where there is none
     */
    record Real(double value, int end) {}

    private Numbers() {}

    /** {@code strtol_or_err}: the whole of a word within bounds, else the program ends with 1. */
    static long bounded(Console console, String text, long least, long most) throws Quit {
        BigInteger number = whole(console, text);
        if (number.bitLength() > 63) {
            throw console.fail(1, "invalid argument: '" + text + "': Numerical result out of range");
        }
        long value = number.longValue();
        if (value < least || value > most) {
            throw console.fail(1, "invalid argument: '" + text + "': out of range: " + least + " <= value <= " + most);
        }
        return value;
    }

    /** {@code strtoul_or_err}: as {@link #bounded}, where a negative number wraps around. */
    static long boundedUnsigned(Console console, String text, long most) throws Quit {
        BigInteger number = whole(console, text);
        if (number.abs().compareTo(UNSIGNED) >= 0) {
            throw console.fail(1, "invalid argument: '" + text + "': Numerical result out of range");
        }
        BigInteger value = number.signum() < 0 ? number.add(UNSIGNED) : number;
        if (value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw console.fail(1, "invalid argument: '" + text + "': out of range: 0 <= value <= " + most);
        }
        return value.longValue();
    }

    private static BigInteger whole(Console console, String text) throws Quit {
        Matcher matcher = LONG.matcher(text);
        if (!matcher.matches() || !matcher.group(2).isEmpty()) {
            boolean huge = matcher.matches() && new BigInteger(matcher.group(1)).bitLength() > 63;
            throw console.fail(1, "invalid argument: '" + text + "'" + (huge ? ": Numerical result out of range" : ""));
        }
        return new BigInteger(matcher.group(1));
    }

    /** {@code strtod} in the C locale. */
    static Real real(String text) {
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.lookingAt()) {
            String fraction = hexadecimal.group(3) == null ? "" : hexadecimal.group(3);
            String exponent = hexadecimal.group(4) == null ? "0" : hexadecimal.group(4);
            String literal = hexadecimal.group(1) + "0x" + hexadecimal.group(2) + "." + fraction + "p" + exponent;
            return new Real(Double.parseDouble(literal), hexadecimal.end());
        }
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.lookingAt()) {
            return new Real(Double.parseDouble(decimal.group(1)), decimal.end());
        }
        Matcher none = NO_NUMBER.matcher(text);
        return none.lookingAt() ? new Real(Double.NaN, none.end()) : new Real(0, 0);
    }

    /** {@code %g}. */
    static String general(float number) {
        if (number == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigDecimal plain = rounded.stripTrailingZeros();
        if (exponent >= -4 && exponent < SIGNIFICANT) {
            return plain.toPlainString();
        }
        String digits = plain.movePointLeft(exponent).toPlainString();
        return digits + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
