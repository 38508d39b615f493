package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import org.jspecify.annotations.Nullable;

/** No queue at all: packets go to the device as they come ({@code noqueue_qdisc_ops}). */
final class NoQueue extends Qdisc {

    private final boolean askedFor;

    NoQueue(DeviceQueues queues, boolean askedFor) {
        super(queues);
        this.askedFor = askedFor;
    }

    /** Whether it is not what the device has by itself. */
    boolean isAskedFor() {
        return askedFor;
    }

    @Override
    String kind() {
        return queues.device().queue().wasEverUp() || askedFor ? "noqueue" : "noop";
    }

    @Override
    Enqueued enqueue(Skb skb) {
        queues.device().queue().sendUnqueued(skb);
        return Enqueued.GONE;
    }

    @Override
    @Nullable
    Skb dequeue() {
        return null;
    }
}
