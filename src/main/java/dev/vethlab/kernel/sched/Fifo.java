package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** First in, first out, up to a number of packets or of bytes (net/sched/sch_fifo.c). */
final class Fifo extends Qdisc {

    /** What is limited, and who goes when the limit is reached. */
    enum Kind {
        PFIFO("pfifo"),
        BFIFO("bfifo"),
        PFIFO_HEAD_DROP("pfifo_head_drop");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Kind kind;
    private final PacketQueue packets = new PacketQueue();
    private long limit;

    Fifo(DeviceQueues queues, Kind kind) {
        super(queues);
        this.kind = kind;
        int length = queues.device().txQueueLength();
        this.limit = kind == Kind.BFIFO ? (long) length * FullPacket.of(queues.device()) : length;
    }

    @Override
    String kind() {
        return kind.text;
    }

    @Override
    void change(QdiscOptions options) throws KernelException {
        if (!(options instanceof FifoOptions)) {
            throw new KernelException(Errno.EINVAL);
        }
        limit = Integer.toUnsignedLong(((FifoOptions) options).limit());
    }

    @Override
    Optional<QdiscOptions> options() {
        return Optional.of(new FifoOptions((int) limit));
    }

    @Override
    boolean canBypass() {
        return limit >= (kind == Kind.BFIFO ? FullPacket.of(queues.device()) : 1);
    }

    @Override
    Enqueued enqueue(Skb skb) {
        int size = PacketLength.of(skb);
        if (kind == Kind.BFIFO ? stats.backlog + (long) size <= limit : packets.length() < limit) {
            packets.add(skb);
            stats.enter(size);
            return Enqueued.QUEUED;
        }
        if (kind != Kind.PFIFO_HEAD_DROP || limit == 0) {
            return drop(skb, kind() + " of " + queues.device().name() + " is full: its limit is " + limitText());
        }
        Skb oldest = packets.poll();
        if (oldest != null) {
            int gone = PacketLength.of(oldest);
            stats.leave(gone);
            drop(oldest, kind() + " of " + queues.device().name() + " is full, and the oldest makes room");
            reduceAbove(0, gone);
        }
        packets.add(skb);
        stats.enter(size);
        return Enqueued.CONGESTED;
    }

    private String limitText() {
        return kind == Kind.BFIFO ? limit + " bytes" : limit + " packets";
    }

    @Override
    @Nullable
    Skb peek() {
        return packets.peek();
    }

    @Override
    @Nullable
    Skb dequeue() {
        Skb skb = packets.poll();
        if (skb != null) {
            int size = PacketLength.of(skb);
            stats.leave(size);
            stats.sent(size, PacketLength.segments(skb));
        }
        return skb;
    }

    @Override
    void reset() {
        Skb skb;
        while ((skb = packets.poll()) != null) {
            purge(skb);
        }
        super.reset();
    }
}
