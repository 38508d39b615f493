package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;

/**
 * A constant: one number, a range of numbers, or the name of an interface.
 *
 * @param low the number, or the lowest
 * @param high the number, or the highest
 * @param name a name, or the beginning of one with {@code *} behind it; empty for a number
 * @param asPrefix whether a range is written as a prefix where it is one
 */
public record Value(long low, long high, String name, boolean asPrefix) {

    public static Value of(long number) {
        return new Value(number, number, "", false);
    }

    public static Value range(long low, long high) {
        return new Value(low, high, "", false);
    }

    public static Value prefix(long low, long high) {
        return new Value(low, high, "", true);
    }

    public static Value name(String name) {
        return new Value(0, 0, name, false);
    }

    public boolean isRange() {
        return low != high;
    }

    /** Whether it is the beginning of names. */
    public boolean isWildcard() {
        return name.endsWith("*");
    }

    boolean holds(Evaluation evaluation, int register) {
        if (name.isEmpty()) {
            long number = evaluation.numbers[register];
            return number >= low && number <= high;
        }
        String other = evaluation.names[register];
        return isWildcard() ? other.startsWith(name.substring(0, name.length() - 1)) : other.equals(name);
    }

    /** As {@code nft} writes it. */
    public String text(DataType type, TextStyle style) {
        if (!name.isEmpty()) {
            return '"' + name + '"';
        }
        if (!isRange()) {
            return type.text(low, style);
        }
        int length = asPrefix ? prefixLength(type.bits()) : -1;
        if (length >= 0) {
            return type == DataType.IPV4_ADDR
                    ? new Ipv4Address((int) low) + "/" + length
                    : type.text(low, style) + "/" + length;
        }
        return type.text(low, style) + "-" + type.text(high, style);
    }

    /** The length of the prefix that a range is, -1 where it is none. */
    private int prefixLength(int bits) {
        long size = high - low + 1;
        return Long.bitCount(size) == 1 && (low & size - 1) == 0 ? bits - Long.numberOfTrailingZeros(size) : -1;
    }
}
