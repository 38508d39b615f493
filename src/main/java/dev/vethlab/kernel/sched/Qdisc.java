package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.cls.FilterBlock;
import dev.vethlab.kernel.trace.DropReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A queueing discipline ({@code struct Qdisc}): takes packets and gives them back when it is time, in its own order. */
abstract class Qdisc {

    final DeviceQueues queues;
    final QueueStats stats = new QueueStats();

    /** Its own name; 0 for one that nobody asked for. */
    int handle;

    /** The class, or the place, that it is in. */
    int parent;

    private @Nullable Skb peeked;

    Qdisc(DeviceQueues queues) {
        this.queues = queues;
    }

    /** The name of its kind, as {@code netem}. */
    abstract String kind();

    /** Takes a packet. What it drops, it has reported. */
    abstract Enqueued enqueue(Skb skb);

    /** Gives the next packet, null where none may go now; it has seen to it then that it is asked again. */
    abstract @Nullable Skb dequeue();

    /** The packet that is next, which stays ({@code qdisc_peek_dequeued}). */
    @Nullable
    Skb peek() {
        if (peeked == null) {
            peeked = dequeue();
            if (peeked != null) {
                stats.enter(PacketLength.of(peeked));
            }
        }
        return peeked;
    }

    /** Gives the packet that was peeked at, or the next ({@code qdisc_dequeue_peeked}). */
    final @Nullable Skb dequeuePeeked() {
        Skb skb = peeked;
        if (skb == null) {
            return dequeue();
        }
        peeked = null;
        stats.leave(PacketLength.of(skb));
        return skb;
    }

    /** Begins with what was asked for ({@code init}). */
    void init(@Nullable QdiscOptions options) throws KernelException {
        if (options != null) {
            change(options);
        }
    }

    /**
     * Goes on with other settings ({@code change}).
     *
     * @throws KernelException EINVAL where it cannot, or they are none
     */
    void change(QdiscOptions options) throws KernelException {
        throw new KernelException(Errno.EINVAL, "Change operation not supported by specified qdisc");
    }

    /** The settings as shown ({@code dump}). */
    Optional<QdiscOptions> options() {
        return Optional.empty();
    }

    /** What it counts apart from what all do ({@code dump_stats}). */
    Optional<ExtraStats> extraStats() {
        return Optional.empty();
    }

    /** What it counts, as shown. */
    QueueStats shownStats() {
        return stats;
    }

    /** Throws away what waits ({@code reset}). */
    void reset() {
        if (peeked != null) {
            purge(peeked);
            peeked = null;
        }
        stats.empty();
    }

    /** Ends ({@code destroy}). */
    void destroy() {}

    /** Whether a packet may pass by it while it is empty ({@code TCQ_F_CAN_BYPASS}). */
    boolean canBypass() {
        return false;
    }

    /** Whether it has classes, if only one that holds another discipline ({@code cl_ops}). */
    boolean isClassful() {
        return false;
    }

    /** The class of that number, null where there is none ({@code find}). */
    @Nullable
    TrafficClass findClass(int classId) {
        return null;
    }

    /** All classes in the order in which they are shown ({@code walk}). */
    List<TrafficClass> classes() {
        return List.of();
    }

    /** Puts a discipline into a class, and gives the one that was there ({@code graft}). */
    Qdisc graft(TrafficClass place, Qdisc inner) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP, "Parent qdisc does not support grafting");
    }

    /** What a class holds when its discipline is taken away. */
    Qdisc substitute(TrafficClass place) {
        return new Noop(queues);
    }

    /** Makes or changes a class ({@code change}); gives what the kernel warns of, if anything. */
    Optional<String> changeClass(
            int classId, int parentId, @Nullable ClassOptions options, @Nullable TrafficClass existing)
            throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    /** Deletes a class ({@code delete}). */
    void deleteClass(TrafficClass going) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    /**
     * The filters of the discipline, or of a class where it has some of its own ({@code tcf_block}).
     *
     * @throws KernelException EINVAL, EOPNOTSUPP
     */
    FilterBlock filters(@Nullable TrafficClass of) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP, "Class doesn't support blocks");
    }

    /** A packet fewer waits somewhere below ({@code qdisc_tree_reduce_backlog}). */
    final void reduceAbove(int packets, int bytes) {
        Qdisc above = this;
        while (above.parent != Handle.ROOT && above.parent != Handle.UNSPEC) {
            Qdisc next = queues.find(Handle.major(above.parent));
            if (next == null) {
                return;
            }
            next.stats.length -= packets;
            next.stats.backlog -= bytes;
            above = next;
        }
    }

    /** Drops a packet that does not fit, and tells who sent it ({@code qdisc_drop}). */
    final Enqueued drop(Skb skb, String detail) {
        stats.drops++;
        report(skb, DropReason.QDISC_DROP, detail);
        return Enqueued.DROPPED;
    }

    final void report(Skb skb, DropReason reason, String detail) {
        skb.dev = queues.device();
        Memory.free(skb);
        Drops.drop(skb, reason, "__dev_queue_xmit", detail, List.of());
    }

    /** Throws a packet away that waits no longer, because its queue ends. */
    final void purge(Skb skb) {
        skb.dev = queues.device();
        Memory.free(skb);
        Drops.drop(
                skb,
                DropReason.NOT_SPECIFIED,
                "__qdisc_reset_queue",
                "the queue that it waited in, " + kind() + " of "
                        + queues.device().name() + ", was emptied",
                List.of());
    }

    final long nowNs() {
        return queues.device().machine().nowNs();
    }
}
