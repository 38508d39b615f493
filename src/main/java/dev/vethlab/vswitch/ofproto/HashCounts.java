package dev.vethlab.vswitch.ofproto;

/** How often hashes occur among the flows of a subtable ({@code struct ccmap}). */
final class HashCounts {

    private static final int LEAST = 8;

    private long[] hashes = new long[LEAST];
    private int[] counts = new int[LEAST];
    private int used;

    boolean has(long hash) {
        return counts[slotOf(hash)] > 0;
    }

    void change(long hash, int change) {
        int slot = slotOf(hash);
        if (counts[slot] == 0 && hashes[slot] != hash) {
            hashes[slot] = hash;
            used++;
        }
        counts[slot] += change;
        if (used * 2 > hashes.length) {
            grow();
        }
    }

    /** Where a hash is, or may be put. */
    private int slotOf(long hash) {
        int slot = (int) (hash ^ hash >>> 32) & hashes.length - 1;
        while (hashes[slot] != hash && (hashes[slot] != 0 || counts[slot] != 0)) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldCounts = counts;
        hashes = new long[oldHashes.length * 2];
        counts = new int[oldHashes.length * 2];
        used = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldCounts[i] > 0) {
                change(oldHashes[i], oldCounts[i]);
            }
        }
    }
}
