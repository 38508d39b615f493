package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One conversation in {@code fq_codel}: its packets, and whether it is being told to slow down ({@code struct codel_vars}). */
final class CodelFlow {

    /** A packet, and when it came. */
    record Entry(Skb skb, long atNs) {}

    final ArrayDeque<Entry> packets = new ArrayDeque<>();
    int bytes;
    int deficit;
    boolean queued;
    private int count;
    private int lastCount;
    private boolean dropping;
    private long firstAboveNs;
    private long dropNextNs;

    /** Whether the packet at hand has to go, or be marked ({@code codel_should_drop}). */
    private boolean shouldDrop(@Nullable Entry entry, long now, long targetNs, long intervalNs, int mtu) {
        if (entry == null) {
            firstAboveNs = 0;
            return false;
        }
        if (now - entry.atNs() < targetNs || bytes <= mtu) {
            firstAboveNs = 0;
            return false;
        }
        if (firstAboveNs == 0) {
            firstAboveNs = now + intervalNs;
            return false;
        }
        return now > firstAboveNs;
    }

    @Nullable
    Entry poll() {
        Entry entry = packets.poll();
        if (entry != null) {
            bytes -= PacketLength.of(entry.skb());
        }
        return entry;
    }

    /** What is done with a packet that has to go: true where it was marked, and goes on. */
    interface Victim {
        boolean marked(Skb skb);
    }

    /** The next packet that is not dropped ({@code codel_dequeue}). */
    @Nullable
    Skb dequeue(long now, long targetNs, long intervalNs, int mtu, Victim victim) {
        Entry entry = poll();
        boolean drop = shouldDrop(entry, now, targetNs, intervalNs, mtu);
        if (entry == null) {
            dropping = false;
            return null;
        }
        if (dropping) {
            if (!drop) {
                dropping = false;
            }
            while (entry != null && dropping && now >= dropNextNs) {
                count++;
                if (victim.marked(entry.skb())) {
                    dropNextNs = later(dropNextNs, intervalNs);
                    return entry.skb();
                }
                entry = poll();
                if (shouldDrop(entry, now, targetNs, intervalNs, mtu)) {
                    dropNextNs = later(dropNextNs, intervalNs);
                } else {
                    dropping = false;
                }
            }
        } else if (drop) {
            boolean marked = victim.marked(entry.skb());
            if (!marked) {
                entry = poll();
                shouldDrop(entry, now, targetNs, intervalNs, mtu);
            }
            dropping = true;
            int delta = count - lastCount;
            count = delta > 1 && now - dropNextNs < 16 * intervalNs ? delta : 1;
            lastCount = count;
            dropNextNs = later(now, intervalNs);
        }
        return entry == null ? null : entry.skb();
    }

    private long later(long from, long intervalNs) {
        return from + (long) (intervalNs / Math.sqrt(count));
    }
}
