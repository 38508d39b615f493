package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import dev.vethlab.kernel.sched.cls.ClassBinding;
import dev.vethlab.kernel.sched.cls.Classified;
import dev.vethlab.kernel.sched.cls.FilterBlock;
import dev.vethlab.kernel.trace.DropReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No queue but a place for filters: {@code ingress}, and {@code clsact} for both ways (net/sched/sch_ingress.c). */
final class SideQdisc extends Qdisc {

    private record Side(int id, int parentId) implements TrafficClass {

        @Override
        public @Nullable Qdisc leaf() {
            return null;
        }

        @Override
        public Optional<ClassOptions> options() {
            return Optional.empty();
        }

        @Override
        public Optional<QueueStats> stats() {
            return Optional.empty();
        }
    }

    private final boolean bothWays;
    private final FilterBlock incoming;
    private final FilterBlock outgoing;

    SideQdisc(DeviceQueues queues, boolean bothWays) {
        super(queues);
        this.bothWays = bothWays;
        this.incoming = new FilterBlock(queues.device().net(), ClassBinding.NONE);
        this.outgoing = bothWays ? new FilterBlock(queues.device().net(), ClassBinding.NONE) : incoming;
    }

    @Override
    String kind() {
        return bothWays ? "clsact" : "ingress";
    }

    @Override
    void init(@Nullable QdiscOptions options) throws KernelException {
        if (parent != Handle.INGRESS) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
    }

    @Override
    Enqueued enqueue(Skb skb) {
        return Enqueued.GONE;
    }

    @Override
    @Nullable
    Skb dequeue() {
        return null;
    }

    @Override
    boolean isClassful() {
        return true;
    }

    @Override
    @Nullable
    TrafficClass findClass(int classId) {
        int minor = Handle.minor(classId);
        boolean known = !bothWays || minor == Handle.MINOR_INGRESS || minor == Handle.MINOR_EGRESS;
        return known ? new Side(classId, handle) : null;
    }

    @Override
    FilterBlock filters(@Nullable TrafficClass of) throws KernelException {
        if (!bothWays) {
            return incoming;
        }
        if (of == null) {
            throw new KernelException(Errno.EINVAL);
        }
        return Handle.minor(of.id()) == Handle.MINOR_EGRESS ? outgoing : incoming;
    }

    /** Whether a packet that was received goes on ({@code sch_handle_ingress}). */
    boolean passesIn(Skb skb) {
        return incoming.isEmpty() || passes(skb, incoming, true);
    }

    /** Whether a packet that is to be sent goes on ({@code sch_handle_egress}). */
    boolean passesOut(Skb skb) {
        return !bothWays || outgoing.isEmpty() || passes(skb, outgoing, false);
    }

    private boolean passes(Skb skb, FilterBlock filters, boolean in) {
        stats.sent(PacketLength.of(skb), 1);
        Classified result = new Classified();
        int verdict = filters.classify(skb, result, in);
        if (verdict == Control.SHOT) {
            stats.drops++;
            Drops.drop(
                    skb,
                    in ? DropReason.TC_INGRESS : DropReason.TC_EGRESS,
                    in ? "sch_handle_ingress" : "sch_handle_egress",
                    result.decidedBy() + (in ? " of what comes in by " : " of what leaves by ") + skb.dev + " drops it",
                    List.of());
            skb.refused = !in;
            return false;
        }
        return verdict != Control.STOLEN && verdict != Control.QUEUED && verdict != Control.TRAP;
    }

    @Override
    void destroy() {
        incoming.flush();
        outgoing.flush();
    }
}
