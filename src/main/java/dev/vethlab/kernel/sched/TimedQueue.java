package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/** Packets by the time at which they may go; those of the same time as they came ({@code tfifo_enqueue}). */
final class TimedQueue {

    /** A packet and its time. */
    record Entry(Skb skb, long timeNs) {}

    /** Those that were put before all others. */
    private final ArrayDeque<Skb> first = new ArrayDeque<>();

    private final LinkedList<Entry> timed = new LinkedList<>();

    void add(Skb skb, long timeNs) {
        ListIterator<Entry> at = timed.listIterator(timed.size());
        while (at.hasPrevious()) {
            if (at.previous().timeNs() <= timeNs) {
                at.next();
                break;
            }
        }
        at.add(new Entry(skb, timeNs));
    }

    void addFirst(Skb skb) {
        first.addFirst(skb);
    }

    /** A packet that may go whatever the time is. */
    @Nullable
    Skb pollFirst() {
        return first.pollFirst();
    }

    @Nullable
    Entry peekTimed() {
        return timed.peekFirst();
    }

    void removeTimed() {
        timed.removeFirst();
    }

    /** The latest of all times; null where none waits. */
    @Nullable
    Long latest() {
        Entry last = timed.peekLast();
        return last == null ? null : (Long) last.timeNs();
    }

    @Nullable
    Skb pollAny() {
        Skb skb = first.pollFirst();
        if (skb != null) {
            return skb;
        }
        Iterator<Entry> entries = timed.iterator();
        if (!entries.hasNext()) {
            return null;
        }
        Entry entry = entries.next();
        entries.remove();
        return entry.skb();
    }
}
