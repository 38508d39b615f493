package dev.vethlab.vswitch.database;

import java.util.Locale;
import java.util.SplittableRandom;

/** The name of a row that no other row ever has. */
public record Uuid(String text) implements Comparable<Uuid> {

    static final Uuid ZERO = new Uuid("00000000-0000-0000-0000-000000000000");

    static Uuid draw(SplittableRandom random) {
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        String digits = String.format(Locale.ROOT, "%016x%016x", high, low);
        return new Uuid(digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16) + "-"
                + digits.substring(16, 20) + "-" + digits.substring(20));
    }

    @Override
    public int compareTo(Uuid other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
