package dev.vethlab.kernel.sysctl;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.BitSet;

/** A set of small numbers, written and shown as ranges with commas between them, as {@code 40,42-44}. */
record SysctlBitmap(BitSet bits) {

    /** Reads ranges; an empty text is the empty set. */
    static SysctlBitmap parse(String text, int size) throws KernelException {
        BitSet bits = new BitSet();
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return new SysctlBitmap(bits);
        }
        for (String range : trimmed.split(",", -1)) {
            int dash = range.indexOf('-');
            int low = number(dash < 0 ? range : range.substring(0, dash), size);
            int high = dash < 0 ? low : number(range.substring(dash + 1), size);
            if (high < low) {
                throw new KernelException(Errno.EINVAL);
            }
            bits.set(low, high + 1);
        }
        return new SysctlBitmap(bits);
    }

    private static int number(String text, int size) throws KernelException {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0)) || text.strip().length() != text.length()) {
            throw new KernelException(Errno.EINVAL);
        }
        return (int) SysctlNumber.first(text).within(0, size - 1L);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int low = bits.nextSetBit(0); low >= 0; ) {
            int end = bits.nextClearBit(low);
            text.append(text.isEmpty() ? "" : ",").append(low);
            if (end - low > 1) {
                text.append('-').append(end - 1);
            }
            low = bits.nextSetBit(end);
        }
        return text.toString();
    }
}
