package dev.vethlab.kernel.device;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.DropReason;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The processor's receive queue ({@code struct softnet_data}). A frame that a veth end or {@code lo} receives waits here
 * until the work at hand is done: what a program sends is received before its next step, and what the kernel sends while
 * receiving is received after that, in order.
 *
 * <p>What a tunnel's device has taken out of a packet waits in a queue of that device, which has its turn when the backlog is empty, with
 * what came to it meanwhile. Not so where somebody else holds on to that packet still: then it goes to the end of the backlog.
 *
 * <p>Frames that keep coming, as they do in a broadcast storm, are left to {@code ksoftirqd} after a while, which goes on as time
 * passes: programs run beside a storm, and can end it. Where the events granted are used up, what is in flight is discarded.
 */
public final class Softnet {

    /** What receiving one frame costs at least, in nanoseconds of virtual time. */
    private static final int RECEIVE_COST_NS = 2_000;

    /** A packet counts as one event more for each kilobyte, since it has to be carried and kept. */
    private static final int KILOBYTE = 10;

    /** For how long frames are received before the programs get the processor back ({@code MAX_SOFTIRQ_TIME}). */
    private static final long LONGEST_NS = 2_000_000;

    /** How many frames may wait ({@code net.core.netdev_max_backlog}). */
    private static final int MOST_WAITING = 1_000;

    private final Machine machine;
    /** How many frames of a queue are received before the next queue has its turn ({@code net.core.dev_weight}). */
    private static final int WEIGHT = 64;

    private final ReceiveQueue backlog = new ReceiveQueue();

    /** Queues with frames, in the order of their turns ({@code poll_list}). */
    private final ArrayDeque<ReceiveQueue> scheduled = new ArrayDeque<>();

    private final LinkWatch linkWatch;
    private final Map<Class<?>, Object> subsystems = new HashMap<>();
    private int disabled;
    private boolean deferred;

    public Softnet(Machine machine) {
        this.machine = machine;
        this.linkWatch = new LinkWatch(machine);
        machine.aroundTicks(this::disable, this::enable);
    }

    /** What a subsystem has for the whole machine, made now if it was not needed before. */
    public <T> T subsystem(Class<T> type, Supplier<T> maker) {
        Object found = subsystems.get(type);
        if (found == null) {
            found = maker.get();
            subsystems.put(type, found);
        }
        return type.cast(found);
    }

    LinkWatch linkWatch() {
        return linkWatch;
    }

    /** Queues a received frame ({@code netif_rx}). */
    public void enqueue(Skb skb) {
        if (backlog.size() > MOST_WAITING) {
            skb.dev.stats().rxDropped++;
            Drops.drop(
                    skb,
                    DropReason.CPU_BACKLOG,
                    "enqueue_to_backlog",
                    "more than " + MOST_WAITING + " frames wait to be received already",
                    List.of());
            return;
        }
        enqueue(skb, backlog);
    }

    /**
     * Queues what a tunnel's device has taken out of a packet ({@code gro_cells_receive}).
     *
     * @param queue the device's
     * @param carrier the packet
     */
    public void enqueue(Skb skb, ReceiveQueue queue, Skb carrier) {
        if (machine.captures().holdsPackets() || backlog.shares(carrier)) {
            enqueue(skb);
        } else {
            enqueue(skb, queue);
        }
    }

    private void enqueue(Skb skb, ReceiveQueue queue) {
        queue.add(skb);
        if (queue.schedule()) {
            scheduled.add(queue);
        }
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
        if (--disabled == 0 && !scheduled.isEmpty()) {
            run();
        }
    }

    private void run() {
        long untilNs = machine.nowNs() + LONGEST_NS;
        disabled++;
        try {
            while (!scheduled.isEmpty()) {
                ReceiveQueue queue = scheduled.element();
                if (!poll(queue, untilNs)) {
                    return;
                }
                scheduled.remove();
                if (queue.isEmpty()) {
                    queue.complete();
                } else {
                    scheduled.add(queue);
                }
            }
        } finally {
            disabled--;
        }
    }

    /** A queue's turn ({@code process_backlog}, {@code gro_cell_poll}); false where the rest is left for later, or for ever. */
    private boolean poll(ReceiveQueue queue, long untilNs) {
        for (int received = 0; received < WEIGHT && !queue.isEmpty(); received++) {
            if (machine.nowNs() >= untilNs) {
                defer();
                return false;
            }
            Skb skb = queue.take();
            if (!machine.tryWork(RECEIVE_COST_NS, skb.length() >> KILOBYTE)) {
                queue.putBack(skb);
                discard();
                return false;
            }
            skb.dev.receive(skb);
        }
        return true;
    }

    /** {@code wakeup_softirqd}. */
    private void defer() {
        if (!deferred) {
            deferred = true;
            machine.schedule(0, this::goOn);
        }
    }

    private void goOn() {
        deferred = false;
        if (disabled == 0) {
            run();
        }
    }

    private void discard() {
        ReceiveQueue queue;
        while ((queue = scheduled.poll()) != null) {
            while (!queue.isEmpty()) {
                machine.discard();
                Drops.ignore(
                        queue.take(),
                        "process_backlog",
                        "the lab was stopped at its limit of events, and what was in flight is discarded",
                        List.of());
            }
            queue.complete();
        }
    }
}
