package dev.vethlab.kernel.sysctl;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;

/**
 * A number as it is written to a file under /proc/sys ({@code proc_get_long}): decimal, octal or hexadecimal by its prefix, no plus
 * sign, white space around it.
 *
 * @param magnitude 64 bits, unsigned
 */
public record SysctlNumber(boolean negative, long magnitude) {

    private static final int LONGEST = 20;

    /**
     * The first number of a text.
     *
     * @throws KernelException EINVAL where there is none, it is too large, or something else follows it at once
     */
    public static SysctlNumber first(String text) throws KernelException {
        return read(text, 1).get(0);
    }

    /**
     * The first numbers of a text, at most {@code limit} of them; what follows is not looked at.
     *
     * @throws KernelException EINVAL where there is no number, or one of them is wrong
     */
    public static List<SysctlNumber> read(String text, int limit) throws KernelException {
        List<SysctlNumber> numbers = new ArrayList<>();
        int at = skipSpace(text, 0);
        while (at < text.length() && numbers.size() < limit) {
            int end = at;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            numbers.add(parse(text.substring(at, end)));
            at = skipSpace(text, end);
        }
        if (numbers.isEmpty()) {
            throw new KernelException(Errno.EINVAL);
        }
        return numbers;
    }

    private static SysctlNumber parse(String word) throws KernelException {
        boolean negative = word.startsWith("-");
        String digits = negative ? word.substring(1) : word;
        int base = 10;
        int from = 0;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            boolean hexadecimal = digits.length() > 2 && (digits.charAt(1) | 0x20) == 'x';
            base = hexadecimal ? 16 : 8;
            from = hexadecimal ? 2 : 1;
        }
        for (int i = from; i < digits.length(); i++) {
            if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), base) < 0) {
                throw new KernelException(Errno.EINVAL);
            }
        }
        if (digits.isEmpty() || digits.length() > LONGEST) {
            throw new KernelException(Errno.EINVAL);
        }
        try {
            return new SysctlNumber(negative, Long.parseUnsignedLong(digits.substring(from), base));
        } catch (NumberFormatException tooLarge) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    /**
     * The number as a signed one.
     *
     * @throws KernelException EINVAL where it is not within the limits, both included
     */
    public long within(long least, long most) throws KernelException {
        long value = negative ? -magnitude : magnitude;
        if (magnitude < 0 || value < least || value > most) {
            throw new KernelException(Errno.EINVAL);
        }
        return value;
    }

    /**
     * The number as an unsigned one of 64 bits.
     *
     * @throws KernelException EINVAL where it has a sign or is not within the limits, both included
     */
    long unsignedWithin(long least, long most) throws KernelException {
        if (negative || Long.compareUnsigned(magnitude, least) < 0 || Long.compareUnsigned(magnitude, most) > 0) {
            throw new KernelException(Errno.EINVAL);
        }
        return magnitude;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character >= '\t' && character <= '\r';
    }
}
