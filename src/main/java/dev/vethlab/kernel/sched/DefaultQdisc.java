package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;

/**
 * The queueing disciplines that devices have by themselves from the first time that they are set up
 * ({@code attach_default_qdiscs}), and the end of all when a device leaves its namespace ({@code dev_shutdown}).
 */
public final class DefaultQdisc {

    /** What devices get that have a queue ({@code net.core.default_qdisc}). */
    private static final String USUAL = "pfifo_fast";

    private String kind = USUAL;

    private DefaultQdisc() {}

    /** Follows the devices of a namespace. */
    public static void follow(NetNamespace net) {
        if (net.sysctls().isInitial()) {
            net.sysctls().mount("net/core/default_qdisc", new DefaultQdiscFile(net));
        }
        net.addListener((event, device) -> {
            if (event == DeviceEvent.UP) {
                attach(device);
            } else if (event == DeviceEvent.UNREGISTER) {
                DeviceQueues.of(device).ifPresent(DefaultQdisc::end);
                device.queue().setTrafficControl(null);
            }
        });
    }

    /** The machine's setting. */
    public static DefaultQdisc of(NetNamespace net) {
        return net.softnet().subsystem(DefaultQdisc.class, DefaultQdisc::new);
    }

    /** The kind that new queues are of. */
    public String kind() {
        return kind;
    }

    /** Has new queues be of another kind; false where there is none of that name ({@code qdisc_set_default}). */
    public boolean set(String name) {
        boolean known = QdiscKinds.canBeDefault(name);
        if (known) {
            kind = name;
        }
        return known;
    }

    private static void attach(NetDevice device) {
        if (!device.isQueueless() && DeviceQueues.of(device).isEmpty()) {
            DeviceQueues queues = DeviceQueues.make(device);
            queues.setRoot(of(queues));
        }
    }

    /** What a device has by itself. */
    static Qdisc of(DeviceQueues queues) {
        NetDevice device = queues.device();
        if (device.isQueueless() || !device.queue().wasEverUp()) {
            return new NoQueue(queues, false);
        }
        if (device.queuesAtRoot() > 1) {
            return new PfifoFast(queues, "mq");
        }
        try {
            Qdisc made = QdiscKinds.make(queues, of(device.net()).kind);
            made.parent = Handle.ROOT;
            made.init(null);
            return made;
        } catch (KernelException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void end(DeviceQueues queues) {
        SideQdisc sides = queues.sides();
        queues.setSides(null);
        if (sides != null) {
            Grafting.end(sides);
        }
        Grafting.end(queues.root());
    }
}
