package dev.vethlab.kernel.device;

import dev.vethlab.kernel.machine.Machine;
import java.util.ArrayDeque;

/**
 * The processor's receive queue ({@code struct softnet_data}). A frame that a veth end or {@code lo} receives waits here
 * until the work at hand is done: what a program sends is received before its next step, and what the kernel sends while
 * receiving is received after that, in order.
 */
public final class Softnet {

    /** What receiving one frame costs at least, in nanoseconds of virtual time. */
    private static final int RECEIVE_COST_NS = 2_000;

    /** A packet counts as one event more for each kilobyte, since it has to be carried and kept. */
    private static final int KILOBYTE = 10;

    private final Machine machine;
    private final ArrayDeque<Skb> backlog = new ArrayDeque<>();
    private final LinkWatch linkWatch;
    private int disabled;

    public Softnet(Machine machine) {
        this.machine = machine;
        this.linkWatch = new LinkWatch(machine);
        machine.aroundTicks(this::disable, this::enable);
    }

    LinkWatch linkWatch() {
        return linkWatch;
    }

    /** Queues a received frame ({@code netif_rx}). */
    public void enqueue(Skb skb) {
        backlog.add(skb);
        if (disabled == 0) {
            run();
        }
    }

    /** Begins a stretch during which nothing is received ({@code local_bh_disable}). */
    public void disable() {
        disabled++;
    }

    /** Ends it; when it was the outermost, receives what has been queued ({@code local_bh_enable}). */
    public void enable() {
        if (--disabled == 0 && !backlog.isEmpty()) {
            run();
        }
    }

    private void run() {
        disabled++;
        try {
            Skb skb;
            while ((skb = backlog.poll()) != null) {
                machine.work(RECEIVE_COST_NS);
                machine.spend(skb.length() >> KILOBYTE);
                skb.dev.receive(skb);
            }
        } finally {
            backlog.clear();
            disabled--;
        }
    }
}
