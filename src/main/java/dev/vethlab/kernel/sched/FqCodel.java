package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.Truesize;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.DropReason;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Conversations take turns, and those that fill the queue lose packets early (net/sched/sch_fq_codel.c). */
final class FqCodel extends Qdisc {

    private static final int LIMIT = 10_240;
    private static final int FLOWS = 1_024;
    private static final int MOST_FLOWS = 65_536;
    private static final int MEMORY = 32 << 20;
    private static final int DROP_BATCH = 64;
    private static final int LEAST_QUANTUM = 256;
    private static final int TIME_SHIFT = 10;
    private static final long NS_A_US = 1_000;
    private static final long TARGET = (5_000_000L >> TIME_SHIFT);
    private static final long INTERVAL = (100_000_000L >> TIME_SHIFT);

    private final Map<Integer, CodelFlow> flows = new HashMap<>();
    private final ArrayDeque<CodelFlow> newFlows = new ArrayDeque<>();
    private final ArrayDeque<CodelFlow> oldFlows = new ArrayDeque<>();
    private int limit = LIMIT;
    private int flowCount = FLOWS;
    private int quantum;
    private long target = TARGET;
    private long interval = INTERVAL;
    private OptionalInt ceThreshold = OptionalInt.empty();
    private int memoryLimit = MEMORY;
    private boolean ecn = true;
    private int dropBatch = DROP_BATCH;
    private boolean begun;
    private int memory;
    private int maxPacket;
    private int dropOverlimit;
    private int dropOvermemory;
    private int newFlowCount;
    private int marks;

    FqCodel(DeviceQueues queues) {
        super(queues);
        quantum = FullPacket.of(queues.device());
    }

    @Override
    String kind() {
        return "fq_codel";
    }

    @Override
    boolean canBypass() {
        return limit >= 1;
    }

    @Override
    void init(@Nullable QdiscOptions options) throws KernelException {
        super.init(options);
        begun = true;
    }

    @Override
    void change(QdiscOptions given) throws KernelException {
        if (!(given instanceof FqCodelOptions)) {
            throw new KernelException(Errno.EINVAL);
        }
        FqCodelOptions options = (FqCodelOptions) given;
        if (options.flows().isPresent()) {
            int wanted = options.flows().getAsInt();
            if (begun || wanted == 0 || wanted < 0 || wanted > MOST_FLOWS) {
                throw new KernelException(Errno.EINVAL);
            }
            flowCount = wanted;
        }
        if (options.quantum().isPresent()) {
            int wanted = Math.max(options.quantum().getAsInt(), LEAST_QUANTUM);
            if (wanted > 1 << 20) {
                throw new KernelException(Errno.EINVAL, "invalid quantum");
            }
            quantum = wanted;
        }
        target = options.target().isPresent() ? codelTime(options.target().getAsInt()) : target;
        interval = options.interval().isPresent() ? codelTime(options.interval().getAsInt()) : interval;
        ceThreshold = options.ceThreshold().isPresent() ? options.ceThreshold() : ceThreshold;
        limit = options.limit().orElse(limit);
        ecn = options.ecn().isPresent() ? options.ecn().getAsInt() != 0 : ecn;
        dropBatch = options.dropBatch().isPresent()
                ? Math.max(1, options.dropBatch().getAsInt())
                : dropBatch;
        memoryLimit = options.memoryLimit().isPresent()
                ? Math.min(1 << 31 - 1, options.memoryLimit().getAsInt())
                : memoryLimit;
        while (stats.length > limit) {
            Skb skb = dequeue();
            if (skb == null) {
                break;
            }
            purge(skb);
        }
    }

    private static long codelTime(int microseconds) {
        return Integer.toUnsignedLong(microseconds) * NS_A_US >> TIME_SHIFT;
    }

    private static int microseconds(long codelTime) {
        return (int) ((codelTime << TIME_SHIFT) / NS_A_US);
    }

    @Override
    Optional<QdiscOptions> options() {
        return Optional.of(new FqCodelOptions(
                OptionalInt.of(limit),
                OptionalInt.of(flowCount),
                OptionalInt.of(quantum),
                OptionalInt.of(microseconds(target)),
                ceThreshold,
                OptionalInt.of(microseconds(interval)),
                OptionalInt.of(memoryLimit),
                OptionalInt.of(ecn ? 1 : 0),
                OptionalInt.of(dropBatch)));
    }

    @Override
    Optional<ExtraStats> extraStats() {
        return Optional.of(new FqCodelStats(
                maxPacket,
                dropOverlimit,
                newFlowCount,
                marks,
                newFlows.size(),
                oldFlows.size(),
                memory,
                0,
                dropOvermemory));
    }

    @Override
    Enqueued enqueue(Skb skb) {
        int number = Math.floorMod(FlowHash.of(skb), flowCount);
        CodelFlow flow = flows.computeIfAbsent(number, unused -> new CodelFlow());
        int size = PacketLength.of(skb);
        flow.packets.add(new CodelFlow.Entry(skb, nowNs()));
        flow.bytes += size;
        stats.enter(size);
        memory += Truesize.of(skb);
        if (!flow.queued) {
            flow.queued = true;
            newFlows.add(flow);
            newFlowCount++;
            flow.deficit = quantum;
        }
        boolean overMemory = memory > memoryLimit;
        if (stats.length <= limit && !overMemory) {
            return Enqueued.QUEUED;
        }
        return dropFattest(flow, overMemory);
    }

    /** {@code fq_codel_drop}: of the longest queue, half, but no more than a batch. */
    private Enqueued dropFattest(CodelFlow own, boolean overMemory) {
        CodelFlow fattest = own;
        for (CodelFlow flow : flows.values()) {
            if (flow.bytes > fattest.bytes) {
                fattest = flow;
            }
        }
        int threshold = fattest.bytes / 2;
        int gone = 0;
        for (int i = 0; i < dropBatch && gone < threshold; i++) {
            CodelFlow.Entry entry = fattest.poll();
            if (entry == null) {
                break;
            }
            gone += PacketLength.of(entry.skb());
            lose(entry.skb(), DropReason.QDISC_OVERLIMIT, "the queue is full, and its conversation has most of it");
            dropOverlimit++;
            if (overMemory) {
                dropOvermemory++;
            }
        }
        return fattest == own ? Enqueued.CONGESTED : Enqueued.QUEUED;
    }

    private void lose(Skb skb, DropReason reason, String detail) {
        stats.drops++;
        stats.leave(PacketLength.of(skb));
        memory -= Truesize.of(skb);
        report(skb, reason, detail);
    }

    @Override
    @Nullable
    Skb dequeue() {
        while (true) {
            boolean isNew = !newFlows.isEmpty();
            ArrayDeque<CodelFlow> list = isNew ? newFlows : oldFlows;
            CodelFlow flow = list.peek();
            if (flow == null) {
                return null;
            }
            if (flow.deficit <= 0) {
                flow.deficit += quantum;
                list.poll();
                oldFlows.add(flow);
                continue;
            }
            Skb skb = flow.dequeue(
                    nowNs(), target << TIME_SHIFT, interval << TIME_SHIFT, FullPacket.of(queues.device()), this::mark);
            if (skb == null) {
                list.poll();
                if (isNew && !oldFlows.isEmpty()) {
                    oldFlows.add(flow);
                } else {
                    flow.queued = false;
                }
                continue;
            }
            int size = PacketLength.of(skb);
            maxPacket = Math.max(maxPacket, size);
            flow.deficit -= size;
            memory -= Truesize.of(skb);
            stats.leave(size);
            stats.sent(size, PacketLength.segments(skb));
            return skb;
        }
    }

    private boolean mark(Skb skb) {
        if (ecn && EcnMark.set(skb)) {
            marks++;
            return true;
        }
        lose(skb, DropReason.QDISC_CONGESTED, "it waited too long: its conversation is to slow down");
        return false;
    }

    @Override
    void reset() {
        for (CodelFlow flow : flows.values()) {
            CodelFlow.Entry entry;
            while ((entry = flow.poll()) != null) {
                purge(entry.skb());
            }
        }
        flows.clear();
        newFlows.clear();
        oldFlows.clear();
        memory = 0;
        super.reset();
    }
}
