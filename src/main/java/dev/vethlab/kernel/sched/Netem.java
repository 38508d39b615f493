package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Segments;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.RateConfig;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A network that is not as good as the one at hand: delay, loss, duplicates, damage, disorder, a rate (net/sched/sch_netem.c). */
final class Netem extends SingleClassQdisc {

    private static final int NS = 1_000_000_000;

    private final SplittableRandom random;
    private final NetemDelay delay;
    private final NetemLoss loss;
    private final NetemSlots slots;
    private final CorrelatedRandom duplicates;
    private final CorrelatedRandom reorders;
    private final CorrelatedRandom corruptions;
    private final TimedQueue packets = new TimedQueue();
    private boolean hasInner;
    private int limit;
    private int gap;
    private int counter;
    private int duplicate;
    private int reorder;
    private int corrupt;
    private boolean ecn;
    private NetemOptions.Rate rate = new NetemOptions.Rate(0, 0, 0, 0);

    Netem(DeviceQueues queues) {
        super(queues);
        this.random = queues.device().machine().random();
        this.delay = new NetemDelay(random);
        this.loss = new NetemLoss(random);
        this.slots = new NetemSlots(random);
        this.duplicates = new CorrelatedRandom(random);
        this.reorders = new CorrelatedRandom(random);
        this.corruptions = new CorrelatedRandom(random);
    }

    @Override
    String kind() {
        return "netem";
    }

    @Override
    void init(@Nullable QdiscOptions options) throws KernelException {
        if (options == null) {
            throw new KernelException(Errno.EINVAL);
        }
        change(options);
    }

    @Override
    void change(QdiscOptions options) throws KernelException {
        if (!(options instanceof NetemOptions)) {
            throw new KernelException(Errno.EINVAL);
        }
        NetemOptions wanted = (NetemOptions) options;
        loss.set(wanted.loss(), wanted.loss4());
        delay.set(ns(wanted.latency()), ns(wanted.jitter()));
        if (wanted.distribution() != null) {
            delay.setTable(wanted.distribution());
        }
        limit = wanted.limit();
        gap = wanted.gap();
        counter = 0;
        duplicate = wanted.duplicate();
        if (gap != 0) {
            reorder = -1;
        }
        NetemOptions.Correlations correlations = wanted.correlations();
        if (correlations != null) {
            delay.draws.setCorrelation(correlations.delay());
            loss.draws.setCorrelation(correlations.loss());
            duplicates.setCorrelation(correlations.duplicate());
        }
        changeRest(wanted);
    }

    private void changeRest(NetemOptions wanted) {
        NetemOptions.Share reordering = wanted.reorder();
        if (reordering != null) {
            reorder = reordering.probability();
            reorders.setCorrelation(reordering.correlation());
        }
        NetemOptions.Share corruption = wanted.corrupt();
        if (corruption != null) {
            corrupt = corruption.probability();
            corruptions.setCorrelation(corruption.correlation());
        }
        NetemOptions.Rate newRate = wanted.rate();
        if (newRate != null) {
            rate = newRate;
        }
        if (wanted.ecn()) {
            ecn = true;
        }
        NetemOptions.Slot slot = wanted.slot();
        if (slot != null) {
            slots.set(slot, wanted.slotDistribution(), nowNs());
        }
    }

    private static long ns(int ticks) {
        return Integer.toUnsignedLong(ticks) * RateConfig.TICK_NS;
    }

    @Override
    Optional<QdiscOptions> options() {
        return Optional.of(new NetemOptions(
                (int) (delay.latencyNs() / RateConfig.TICK_NS),
                (int) (delay.jitterNs() / RateConfig.TICK_NS),
                limit,
                loss.share(),
                gap,
                duplicate,
                new NetemOptions.Correlations(
                        delay.draws.correlation(), loss.draws.correlation(), duplicates.correlation()),
                new NetemOptions.Share(reorder, reorders.correlation()),
                new NetemOptions.Share(corrupt, corruptions.correlation()),
                rate,
                loss.model(),
                slots.shown(),
                null,
                null,
                ecn));
    }

    @Override
    Enqueued enqueue(Skb skb) {
        boolean twice = duplicates.happens(duplicate);
        boolean lost = loss.loses();
        if (lost && ecn && EcnMark.set(skb)) {
            stats.drops++;
            lost = false;
        }
        if (lost && !twice) {
            stats.drops++;
            report(skb, DropReason.QDISC_DROP, "netem of " + queues.device().name() + " loses it");
            return Enqueued.GONE;
        }
        if (delay.latencyNs() != 0 || delay.jitterNs() != 0 || rate.bytesPerSecond() != 0) {
            Memory.free(skb);
        }
        Skb again = twice && !lost ? skb.copy() : null;
        if (corruptions.happens(corrupt)) {
            return enqueueDamaged(skb, again);
        }
        return enqueueWhole(skb, again);
    }

    /** Damages a packet; of several in one, the first. */
    private Enqueued enqueueDamaged(Skb skb, @Nullable Skb again) {
        List<Skb> segments = Segments.of(skb);
        Skb first = segments.get(0);
        corrupt(first);
        Enqueued enqueued = enqueueWhole(first, again);
        for (Skb next : segments.subList(1, segments.size())) {
            enqueue(next);
        }
        return enqueued;
    }

    private Enqueued enqueueWhole(Skb skb, @Nullable Skb again) {
        if (Integer.compareUnsigned(stats.length, limit) >= 0) {
            Enqueued dropped = drop(
                    skb,
                    "the queue of netem of " + queues.device().name() + " is full: its limit is " + limit + " packets");
            if (again != null) {
                again.owner = null;
                report(again, DropReason.QDISC_DROP, "it is the second copy of a packet that did not fit");
            }
            return dropped;
        }
        if (again != null) {
            again.owner = null;
            int kept = duplicate;
            duplicate = 0;
            queues.root().enqueue(again);
            duplicate = kept;
        }
        queue(skb);
        return Enqueued.QUEUED;
    }

    private void queue(Skb skb) {
        int size = PacketLength.of(skb);
        stats.enter(size);
        boolean inOrder = gap == 0
                || Integer.compareUnsigned(counter, gap - 1) < 0
                || Integer.toUnsignedLong(reorder) < reorders.next();
        if (!inOrder) {
            counter = 0;
            packets.addFirst(skb);
            stats.requeues++;
            Waiting.explain(skb, this, "netem_enqueue", "netem lets it go at once, before those that wait");
            return;
        }
        long now = nowNs();
        long time = now + delay.next();
        if (rate.bytesPerSecond() != 0) {
            Long latest = packets.latest();
            if (latest != null) {
                time = latest + Math.max(0, time - latest);
            }
            time += timeOf(size);
        }
        counter++;
        packets.add(skb, time);
        if (time > now) {
            Waiting.explain(skb, this, "netem_enqueue", "netem delays it by " + Waiting.inWords(time - now));
        }
    }

    /** {@code packet_time_ns}. */
    private long timeOf(int size) {
        long length = size + rate.packetOverhead();
        if (rate.cellSize() != 0) {
            long cells = (length + rate.cellSize() - 1) / rate.cellSize();
            length = cells * (rate.cellSize() + rate.cellOverhead());
        }
        return Long.divideUnsigned(length * NS, rate.bytesPerSecond());
    }

    /** Turns one bit of it round. */
    private void corrupt(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return;
        }
        byte[] bytes = frame.encode();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        EthernetFrame damaged = EthernetFrame.parse(bytes);
        skb.frame = damaged;
        skb.payload = damaged.payload();
        skb.protocol = damaged.type();
        Waiting.explain(skb, this, "netem_enqueue", "netem damages it: one bit is another");
    }

    @Override
    @Nullable
    Skb dequeue() {
        Skb skb = packets.pollFirst();
        while (skb == null) {
            TimedQueue.Entry next = packets.peekTimed();
            if (next == null) {
                skb = hasInner ? only.inner.dequeuePeeked() : null;
                if (skb == null) {
                    return null;
                }
                break;
            }
            long now = nowNs();
            long slot = slots.beginFor(next.timeNs(), now);
            if (next.timeNs() <= now && slot <= now) {
                packets.removeTimed();
                slots.used(PacketLength.of(next.skb()), now);
                skb = hasInner ? null : next.skb();
                if (hasInner) {
                    handOver(next.skb());
                }
                continue;
            }
            skb = hasInner ? only.inner.dequeuePeeked() : null;
            if (skb == null) {
                watchdog.schedule(Math.max(next.timeNs(), slot));
                return null;
            }
        }
        int size = PacketLength.of(skb);
        stats.leave(size);
        stats.sent(size, PacketLength.segments(skb));
        return skb;
    }

    private void handOver(Skb skb) {
        int size = PacketLength.of(skb);
        Enqueued enqueued = only.inner.enqueue(skb);
        if (!enqueued.waits()) {
            if (enqueued == Enqueued.DROPPED) {
                stats.drops++;
            }
            stats.leave(size);
            reduceAbove(1, size);
        }
    }

    @Override
    void reset() {
        Skb skb;
        while ((skb = packets.pollAny()) != null) {
            purge(skb);
        }
        super.reset();
    }

    @Override
    List<TrafficClass> classes() {
        return hasInner ? List.of(only) : List.of();
    }

    @Override
    Qdisc graft(TrafficClass place, Qdisc inner) {
        hasInner = !(inner instanceof Noop);
        return super.graft(place, inner);
    }
}
