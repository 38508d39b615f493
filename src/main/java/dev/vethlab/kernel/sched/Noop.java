package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import org.jspecify.annotations.Nullable;

/** Drops everything: what a class holds that has lost its discipline ({@code noop_qdisc}). */
final class Noop extends Qdisc {

    Noop(DeviceQueues queues) {
        super(queues);
    }

    @Override
    String kind() {
        return "noop";
    }

    @Override
    Enqueued enqueue(Skb skb) {
        return drop(skb, "nothing of " + queues.device().name() + " takes packets of its class");
    }

    @Override
    @Nullable
    Skb dequeue() {
        return null;
    }
}
