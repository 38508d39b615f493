package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Segments;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.RateConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bucket of tokens: packets go at a rate, and in bursts as long as the bucket is full (net/sched/sch_tbf.c). */
final class Tbf extends SingleClassQdisc {

    private RateConfig rate = RateConfig.NONE;
    private RateConfig peak = RateConfig.NONE;
    private int limit;
    private long longest;
    private long bufferNs;
    private long mtuNs;
    private long tokens;
    private long peakTokens;
    private long checkedNs;

    Tbf(DeviceQueues queues) {
        super(queues);
    }

    @Override
    String kind() {
        return "tbf";
    }

    @Override
    void init(@Nullable QdiscOptions options) throws KernelException {
        if (options == null) {
            throw new KernelException(Errno.EINVAL);
        }
        checkedNs = nowNs();
        change(options);
    }

    @Override
    void change(QdiscOptions options) throws KernelException {
        if (!(options instanceof TbfOptions)) {
            throw new KernelException(Errno.EINVAL);
        }
        TbfOptions wanted = (TbfOptions) options;
        if (wanted.peak().isPresent()
                && Long.compareUnsigned(
                                wanted.peak().bytesPerSecond(), wanted.rate().bytesPerSecond())
                        <= 0) {
            throw new KernelException(Errno.EINVAL);
        }
        long most = Integer.toUnsignedLong(wanted.burst());
        if (wanted.peak().isPresent()) {
            most = Math.min(most, Integer.toUnsignedLong(wanted.peakBurst()));
        }
        if (most == 0) {
            throw new KernelException(Errno.EINVAL);
        }
        setLimit(wanted.limit());
        rate = wanted.rate();
        peak = wanted.peak();
        limit = wanted.limit();
        longest = most;
        bufferNs = rate.timeOf(wanted.burst());
        mtuNs = peak.isPresent() ? peak.timeOf(wanted.peakBurst()) : 0;
        tokens = bufferNs;
        peakTokens = mtuNs;
    }

    private void setLimit(int bytes) throws KernelException {
        if (only.inner instanceof Fifo) {
            only.inner.change(new FifoOptions(bytes));
        } else if (only.inner instanceof Noop && bytes != 0) {
            Fifo fifo = new Fifo(queues, Fifo.Kind.BFIFO);
            fifo.parent = only.id();
            fifo.change(new FifoOptions(bytes));
            only.inner = fifo;
        }
    }

    @Override
    Optional<QdiscOptions> options() {
        return Optional.of(new TbfOptions(
                rate, 0, (int) (bufferNs / RateConfig.TICK_NS), limit, peak, 0, (int) (mtuNs / RateConfig.TICK_NS)));
    }

    @Override
    Enqueued enqueue(Skb skb) {
        int size = PacketLength.of(skb);
        if (size > longest) {
            return PacketLength.longestSegment(skb) <= longest && skb.segmentSize > 0
                    ? enqueueAll(skb)
                    : drop(skb, "it is longer than the bucket of tbf: " + longest + " bytes");
        }
        Enqueued enqueued = only.inner.enqueue(skb);
        if (enqueued.waits()) {
            stats.enter(size);
        } else if (enqueued == Enqueued.DROPPED) {
            stats.drops++;
        }
        return enqueued;
    }

    /** {@code tbf_segment}. */
    private Enqueued enqueueAll(Skb skb) {
        Memory.free(skb);
        boolean any = false;
        for (Skb segment : Segments.of(skb)) {
            any |= enqueue(segment).waits();
        }
        return any ? Enqueued.QUEUED : Enqueued.DROPPED;
    }

    @Override
    @Nullable
    Skb dequeue() {
        Skb next = only.inner.peek();
        if (next == null) {
            return null;
        }
        int size = PacketLength.of(next);
        long now = nowNs();
        long gained = Math.min(now - checkedNs, bufferNs);
        long peakLeft = 0;
        if (peak.isPresent()) {
            peakLeft = Math.min(gained + peakTokens, mtuNs) - peak.timeOf(size);
        }
        long left = Math.min(gained + tokens, bufferNs) - rate.timeOf(size);
        if ((left | peakLeft) >= 0) {
            Skb skb = only.inner.dequeuePeeked();
            if (skb == null) {
                return null;
            }
            checkedNs = now;
            tokens = left;
            peakTokens = peakLeft;
            stats.leave(size);
            stats.sent(size, PacketLength.segments(skb));
            return skb;
        }
        long waitNs = Math.max(-left, -peakLeft);
        watchdog.schedule(now + waitNs);
        stats.overlimits++;
        Waiting.explain(next, this, "tbf_dequeue", "tbf has no tokens left: it waits for " + Waiting.inWords(waitNs));
        return null;
    }

    @Override
    void reset() {
        super.reset();
        checkedNs = nowNs();
        tokens = bufferNs;
        peakTokens = mtuNs;
    }

    @Override
    Qdisc graft(TrafficClass place, Qdisc inner) {
        Qdisc old = super.graft(place, inner);
        stats.length -= old.stats.length;
        stats.backlog -= old.stats.backlog;
        return old;
    }
}
