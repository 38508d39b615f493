package dev.vethlab.vswitch.ofproto;

import java.util.HashMap;
import java.util.Map;

/** Prefixes of 32 bits, and how far one must look at a value to know which of them it has ({@code struct trie_node}). */
final class PrefixTree {

    /** How many flows have a prefix: by length and bits. */
    private final Map<Long, Integer> prefixes = new HashMap<>();

    /** How many flows have a prefix, or a longer one that begins so. */
    private final Map<Long, Integer> branches = new HashMap<>();

    /**
     * How a value stands to the prefixes.
     *
     * @param length how many bits must be looked at
     * @param lengths the lengths of the prefixes that it has, a bit each, that of length 1 lowest
     */
    record Lookup(int length, long lengths) {}

    void change(int bits, int length, int change) {
        prefixes.merge(key(bits, length), change, Integer::sum);
        for (int shorter = 1; shorter <= length; shorter++) {
            branches.merge(key(bits, shorter), change, Integer::sum);
        }
        if (change < 0) {
            prefixes.values().removeIf(count -> count == 0);
            branches.values().removeIf(count -> count == 0);
        }
    }

    private static long key(int bits, int length) {
        return (long) length << Integer.SIZE | (bits & (length == 0 ? 0 : -1 << Integer.SIZE - length)) & 0xffff_ffffL;
    }

    /** {@code trie_lookup_value}. */
    Lookup lookup(int value) {
        long lengths = 0;
        for (int length = 1; length <= Integer.SIZE; length++) {
            if (!branches.containsKey(key(value, length))) {
                boolean otherBranch = branches.containsKey(key(value ^ 1 << Integer.SIZE - length, length));
                return new Lookup(otherBranch ? length : length - 1, lengths);
            }
            if (prefixes.containsKey(key(value, length))) {
                lengths |= 1L << length - 1;
            }
        }
        return new Lookup(Integer.SIZE, lengths);
    }
}
