package dev.vethlab.kernel.netfilter.nftables;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses and when they were seen ({@code struct recent_table}). */
public final class RecentList {

    private static final int MOST = 100;
    private static final int LEAST_STAMPS = 20;

    /** An address that was seen. */
    static final class Entry {
        private final int address;
        private final long[] stamps;
        private int ttl;
        private int next;
        private int count;

        Entry(int address, int stamps) {
            this.address = address;
            this.stamps = new long[stamps];
        }

        private void see(int withTtl, long nowNs) {
            stamps[next] = nowNs;
            next = (next + 1) % stamps.length;
            count = Math.min(count + 1, stamps.length);
            ttl = withTtl;
        }

        long seenSince(long sinceNs) {
            long seen = 0;
            for (int i = 0; i < count; i++) {
                seen += stamps[i] >= sinceNs ? 1 : 0;
            }
            return seen;
        }
    }

    private final String name;
    private final int stamps;

    /** The one seen last comes last. */
    private final Map<Integer, Entry> entries = new LinkedHashMap<>();

    /**
     * @param hits how often an address must have been seen at most, for any rule that uses the list
     */
    public RecentList(String name, long hits) {
        this.name = name;
        int needed = (int) Math.max(LEAST_STAMPS, hits);
        this.stamps = Integer.highestOneBit(Math.max(1, needed * 2 - 1));
    }

    public String name() {
        return name;
    }

    @Nullable
    Entry find(int address, int ttl) {
        Entry entry = entries.get(address);
        return entry == null || ttl != 0 && entry.ttl != ttl ? null : entry;
    }

    void add(int address, int ttl, long nowNs) {
        if (entries.size() >= MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        Entry entry = new Entry(address, stamps);
        entry.see(ttl, nowNs);
        entries.put(address, entry);
    }

    void see(Entry entry, int ttl, long nowNs) {
        entry.see(ttl, nowNs);
        entries.remove(entry.address);
        entries.put(entry.address, entry);
    }

    /** Forgets the one that was seen least recently, where that was before ({@code recent_entry_reap}). */
    void reap(long sinceNs, Entry working, boolean updated) {
        if (entries.isEmpty()) {
            return;
        }
        Entry oldest = entries.values().iterator().next();
        boolean stays = oldest == working && updated;
        if (!stays && oldest.seenSince(sinceNs) == 0) {
            remove(oldest);
        }
    }

    void remove(Entry entry) {
        entries.remove(entry.address);
    }
}
