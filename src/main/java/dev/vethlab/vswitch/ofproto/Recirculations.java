package dev.vethlab.vswitch.ofproto;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers under which ways go on (ofproto/ofproto-dpif-rid.c). One lives as long as the datapath has a flow that uses it: ten
 * seconds without a packet.
 */
final class Recirculations {

    private static final long IDLE_NS = 10_000_000_000L;

    private static final class Entry {
        final FrozenState state;
        long usedNs;

        /** Whether a packet, and not only somebody's question, has made use of it. */
        boolean used;

        Entry(FrozenState state) {
            this.state = state;
        }
    }

    private final Map<Long, Entry> byNumber = new HashMap<>();
    private final Map<FrozenState, Long> byState = new HashMap<>();
    private long last;

    /** The number of a state, which is a new one where nobody uses it any more. */
    long number(FrozenState state, boolean real, long nowNs) {
        sweep(nowNs);
        Long known = byState.get(state);
        long number = known == null ? ++last : known;
        Entry entry = byNumber.computeIfAbsent(number, unused -> new Entry(state));
        byState.put(state, number);
        if (real) {
            entry.used = true;
            entry.usedNs = nowNs;
        }
        return number;
    }

    @Nullable
    FrozenState find(long number) {
        Entry entry = byNumber.get(number);
        return entry == null ? null : entry.state;
    }

    private void sweep(long nowNs) {
        if (byNumber.isEmpty()) {
            return;
        }
        Iterator<Entry> entries = byNumber.values().iterator();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (entry.used && entry.usedNs + IDLE_NS < nowNs) {
                entries.remove();
                byState.remove(entry.state);
            }
        }
    }

    /** A question has been answered: what was only for it goes. */
    void releaseUnused() {
        byNumber.values().removeIf(entry -> !entry.used && byState.remove(entry.state) != null);
    }

    /** The datapath's flows have been deleted, and what they use with them. */
    void clear() {
        byNumber.clear();
        byState.clear();
    }
}
