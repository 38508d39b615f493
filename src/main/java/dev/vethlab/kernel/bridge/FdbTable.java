package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of a forwarding database by address and VLAN ({@code fdb_hash_tbl}), and in the order in which they came ({@code fdb_list}). */
final class FdbTable {

    private static final int FIRST_SIZE = 16;

    private @Nullable FdbEntry[] buckets = new @Nullable FdbEntry[FIRST_SIZE];
    private @Nullable FdbEntry newest;
    private int size;

    @Nullable
    FdbEntry find(MacAddress address, int vlan) {
        long bits = address.bits();
        for (FdbEntry entry = buckets[bucket(bits, vlan)]; entry != null; entry = entry.inBucket) {
            if (entry.address.bits() == bits && entry.vlan == vlan) {
                return entry;
            }
        }
        return null;
    }

    void add(FdbEntry entry) {
        if (size == buckets.length) {
            grow();
        }
        size++;
        enter(entry);
        entry.older = newest;
        if (newest != null) {
            newest.newer = entry;
        }
        newest = entry;
    }

    void remove(FdbEntry entry) {
        int bucket = bucket(entry.address.bits(), entry.vlan);
        FdbEntry previous = null;
        for (FdbEntry here = buckets[bucket]; here != null; here = here.inBucket) {
            if (here == entry) {
                if (previous == null) {
                    buckets[bucket] = entry.inBucket;
                } else {
                    previous.inBucket = entry.inBucket;
                }
                unlist(entry);
                size--;
                return;
            }
            previous = here;
        }
    }

    private void unlist(FdbEntry entry) {
        if (entry.newer == null) {
            newest = entry.older;
        } else {
            entry.newer.older = entry.older;
        }
        if (entry.older != null) {
            entry.older.newer = entry.newer;
        }
    }

    /** The entry that came last; its {@code older} leads to the others. */
    @Nullable
    FdbEntry newest() {
        return newest;
    }

    /** All entries, newest first. */
    List<FdbEntry> all() {
        List<FdbEntry> all = new ArrayList<>(size);
        for (FdbEntry entry = newest; entry != null; entry = entry.older) {
            all.add(entry);
        }
        return all;
    }

    private void grow() {
        buckets = new @Nullable FdbEntry[buckets.length * 2];
        for (FdbEntry entry = newest; entry != null; entry = entry.older) {
            enter(entry);
        }
    }

    private void enter(FdbEntry entry) {
        int bucket = bucket(entry.address.bits(), entry.vlan);
        entry.inBucket = buckets[bucket];
        buckets[bucket] = entry;
    }

    private int bucket(long bits, int vlan) {
        long mixed = (bits ^ (long) vlan << 48) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 32) & buckets.length - 1;
    }
}
