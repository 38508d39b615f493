package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Three bands by priority, each first in, first out ({@code pfifo_fast_ops}); also the stand-in for one such a queue of {@code mq}. */
final class PfifoFast extends Qdisc {

    private static final int BANDS = 3;

    private final String kind;
    private final PacketQueue[] bands = {new PacketQueue(), new PacketQueue(), new PacketQueue()};

    PfifoFast(DeviceQueues queues, String kind) {
        super(queues);
        this.kind = kind;
    }

    @Override
    String kind() {
        return kind;
    }

    @Override
    boolean canBypass() {
        return true;
    }

    @Override
    Optional<QdiscOptions> options() {
        return kind.equals("mq") ? Optional.empty() : Optional.of(new PrioOptions(BANDS, PrioOptions.USUAL_MAP));
    }

    @Override
    Enqueued enqueue(Skb skb) {
        PacketQueue band = bands[PrioOptions.USUAL_MAP.get(skb.priority & PrioOptions.PRIORITIES - 1)];
        if (band.length() >= queues.device().txQueueLength()) {
            return drop(skb, "the queue of " + queues.device().name() + " is full");
        }
        band.add(skb);
        stats.enter(PacketLength.of(skb));
        return Enqueued.QUEUED;
    }

    @Override
    @Nullable
    Skb dequeue() {
        for (PacketQueue band : bands) {
            Skb skb = band.poll();
            if (skb != null) {
                int size = PacketLength.of(skb);
                stats.leave(size);
                stats.sent(size, PacketLength.segments(skb));
                return skb;
            }
        }
        return null;
    }

    @Override
    void reset() {
        for (PacketQueue band : bands) {
            Skb skb;
            while ((skb = band.poll()) != null) {
                purge(skb);
            }
        }
        super.reset();
    }
}
