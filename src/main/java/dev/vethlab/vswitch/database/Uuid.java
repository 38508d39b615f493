package dev.vethlab.vswitch.database;

import java.util.Locale;

/** The name of a row that no other row ever has. */
public record Uuid(String text) implements Comparable<Uuid> {

    static final Uuid ZERO = new Uuid("00000000-0000-0000-0000-000000000000");

    /** One of many, as if drawn by lot: of a seed and a number always the same. */
    static Uuid of(long seed, long number) {
        long high = mix(seed + number * 0x9e3779b97f4a7c15L) & ~0xf000L | 0x4000L;
        long low = mix(high ^ seed) >>> 2 | Long.MIN_VALUE;
        String digits = String.format(Locale.ROOT, "%016x%016x", high, low);
        return new Uuid(digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16) + "-"
                + digits.substring(16, 20) + "-" + digits.substring(20));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
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
