package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Redirection;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.device.TrafficControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The traffic control of a device: its own queueing discipline, those below it, and what stands at its sides
 * ({@code dev->qdisc}, {@code dev->ingress_queue}, {@code dev->qdisc_hash}).
 */
final class DeviceQueues implements TrafficControl {

    private static final int BUCKETS_SHIFT = 28;
    private static final int BUCKETS = 16;
    private static final int GOLDEN_RATIO = 0x61C88647;

    private final NetDevice device;
    private Qdisc root;
    private @Nullable SideQdisc sides;

    /** The disciplines with a name, newest first. */
    private final List<Qdisc> named = new ArrayList<>();

    private boolean running;

    DeviceQueues(NetDevice device) {
        this.device = device;
        this.root = new NoQueue(this, false);
    }

    /** Those of a device; none where it has none. */
    static Optional<DeviceQueues> of(NetDevice device) {
        return device.queue().trafficControl() instanceof DeviceQueues
                ? Optional.of((DeviceQueues) device.queue().trafficControl())
                : Optional.empty();
    }

    /** Those of a device, made now where it has none. */
    static DeviceQueues make(NetDevice device) {
        return of(device).orElseGet(() -> {
            DeviceQueues made = new DeviceQueues(device);
            device.queue().setTrafficControl(made);
            return made;
        });
    }

    NetDevice device() {
        return device;
    }

    Qdisc root() {
        return root;
    }

    @Nullable
    SideQdisc sides() {
        return sides;
    }

    void setRoot(Qdisc qdisc) {
        root = qdisc;
    }

    void setSides(@Nullable SideQdisc qdisc) {
        sides = qdisc;
    }

    /** Whether nothing is left that the device would not do by itself. */
    boolean isNeedless() {
        return root instanceof NoQueue && !((NoQueue) root).isAskedFor() && sides == null;
    }

    /** The discipline of a name; null where there is none ({@code qdisc_lookup}). */
    @Nullable
    Qdisc find(int handle) {
        if (handle == 0) {
            return null;
        }
        if (root.handle == handle) {
            return root;
        }
        if (sides != null && sides.handle == handle) {
            return sides;
        }
        for (Qdisc qdisc : named) {
            if (qdisc.handle == handle) {
                return qdisc;
            }
        }
        return null;
    }

    /** Makes a discipline findable ({@code qdisc_hash_add}). */
    void add(Qdisc qdisc) {
        if (qdisc.parent != Handle.ROOT && !(qdisc instanceof SideQdisc)) {
            named.add(0, qdisc);
        }
    }

    /** Forgets one ({@code qdisc_hash_del}). */
    void remove(Qdisc qdisc) {
        named.remove(qdisc);
    }

    /** All disciplines in the order in which they are listed ({@code tc_dump_qdisc_root}). */
    List<Qdisc> all() {
        List<Qdisc> all = new ArrayList<>();
        all.add(root);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            for (Qdisc qdisc : named) {
                if (qdisc.handle * GOLDEN_RATIO >>> BUCKETS_SHIFT == bucket) {
                    all.add(qdisc);
                }
            }
        }
        if (sides != null) {
            all.add(sides);
        }
        return all;
    }

    @Override
    public String rootKind() {
        return root.kind();
    }

    @Override
    public void send(Skb skb) {
        SideQdisc side = sides;
        if (skb.redirection == Redirection.RETURNED) {
            skb.redirection = Redirection.NONE;
        } else if (side != null && !side.passesOut(skb)) {
            return;
        }
        if (root instanceof NoQueue || !device.queue().isActive()) {
            device.queue().sendUnqueued(skb);
            return;
        }
        Qdisc queue = root;
        if (queue.canBypass() && queue.stats.length == 0 && !running) {
            queue.stats.sent(PacketLength.of(skb), PacketLength.segments(skb));
            start(skb);
            skb.refused = false;
            return;
        }
        Memory.hold(skb);
        Enqueued enqueued = queue.enqueue(skb);
        run();
        skb.refused = enqueued == Enqueued.DROPPED;
    }

    @Override
    public boolean receive(Skb skb) {
        SideQdisc side = sides;
        return side == null || side.passesIn(skb);
    }

    @Override
    public void deactivated() {
        root.reset();
    }

    /** Sends what may go ({@code qdisc_run}). */
    void run() {
        if (running || !device.queue().isActive()) {
            return;
        }
        Softnet softnet = device.net().softnet();
        softnet.disable();
        running = true;
        try {
            Skb skb;
            while ((skb = root.dequeuePeeked()) != null) {
                Memory.free(skb);
                start(skb);
            }
        } finally {
            running = false;
            softnet.enable();
        }
    }

    private void start(Skb skb) {
        skb.dev = device;
        device.queue().startTransmit(skb);
    }
}
