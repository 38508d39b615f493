package dev.vethlab.kernel.sched;

/** What a queue counts ({@code gnet_stats_basic}, {@code gnet_stats_queue}). */
public final class QueueStats {

    public long bytes;
    public long packets;
    public int drops;
    public int overlimits;
    public int requeues;

    /** Bytes that wait. */
    public int backlog;

    /** Packets that wait. */
    public int length;

    /** Counts packets that were sent on ({@code bstats_update}). */
    void sent(int size, int count) {
        bytes += size;
        packets += count;
    }

    /** One more packet waits. */
    void enter(int size) {
        backlog += size;
        length++;
    }

    /** One packet fewer waits. */
    void leave(int size) {
        backlog -= size;
        length--;
    }

    /** Nothing waits any more. */
    void empty() {
        backlog = 0;
        length = 0;
    }

    /** As it is now. */
    QueueStats copy() {
        QueueStats copy = new QueueStats();
        copy.bytes = bytes;
        copy.packets = packets;
        copy.drops = drops;
        copy.overlimits = overlimits;
        copy.requeues = requeues;
        copy.backlog = backlog;
        copy.length = length;
        return copy;
    }
}
