package dev.vethlab.vswitch.ofproto;

import org.jspecify.annotations.Nullable;

/** Prefixes of 32 bits, and how far one must look at a value to know which of them it has ({@code struct trie_node}). */
final class PrefixTree {

    private static final class Node {

        /** How many flows have the prefix that leads here. */
        private int own;

        /** How many flows have a prefix that leads here or further. */
        private int all;

        private @Nullable Node zero;
        private @Nullable Node one;

        private @Nullable Node child(boolean set) {
            return set ? one : zero;
        }
    }

    private final Node root = new Node();

    /**
     * How a value stands to the prefixes.
     *
     * @param length how many bits must be looked at
     * @param lengths the lengths of the prefixes that it has, a bit each, that of length 1 lowest
     */
    record Lookup(int length, long lengths) {}

    private static boolean bit(int bits, int index) {
        return (bits >>> Integer.SIZE - 1 - index & 1) != 0;
    }

    /** Counts one more or one fewer flow with a prefix. */
    void change(int bits, int length, int change) {
        Node node = root;
        node.all += change;
        for (int index = 0; index < length; index++) {
            boolean set = bit(bits, index);
            Node next = node.child(set);
            if (next == null) {
                next = new Node();
            }
            next.all += change;
            Node kept = next.all == 0 ? null : next;
            if (set) {
                node.one = kept;
            } else {
                node.zero = kept;
            }
            node = next;
        }
        node.own += change;
    }

    /** {@code trie_lookup_value}. */
    Lookup lookup(int value) {
        long lengths = 0;
        Node node = root;
        for (int index = 0; index < Integer.SIZE; index++) {
            boolean set = bit(value, index);
            Node next = node.child(set);
            if (next == null) {
                return new Lookup(node.child(!set) == null ? index : index + 1, lengths);
            }
            if (next.own > 0) {
                lengths |= 1L << index;
            }
            node = next;
        }
        return new Lookup(Integer.SIZE, lengths);
    }
}
