package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests about queueing disciplines ({@code tc_modify_qdisc}, {@code tc_get_qdisc}, {@code tc_dump_qdisc}). */
public final class Qdiscs {

    private final NetNamespace net;

    /** Requests made in a namespace. */
    public Qdiscs(NetNamespace net) {
        this.net = net;
    }

    /** All of a device, or of all devices; devices by rising index. */
    public List<QdiscInfo> dump() {
        List<QdiscInfo> all = new ArrayList<>();
        for (NetDevice device : net.devices().all()) {
            DeviceQueues queues = DeviceQueues.of(device).orElseGet(() -> new DeviceQueues(device));
            for (Qdisc qdisc : queues.all()) {
                if (!qdisc.kind().equals("noop") || qdisc.handle != 0) {
                    all.add(info(device, qdisc));
                }
            }
        }
        return all;
    }

    private static QdiscInfo info(NetDevice device, Qdisc qdisc) {
        boolean isRoot = qdisc.parent == Handle.ROOT || qdisc.handle == 0;
        int references = isRoot ? 1 + (qdisc.handle == 0 ? 1 : device.queuesAtRoot()) : 1;
        return new QdiscInfo(
                qdisc.kind(),
                device.index(),
                qdisc.handle,
                isRoot ? Handle.ROOT : qdisc.parent,
                references,
                qdisc.options(),
                qdisc.shownStats().copy(),
                qdisc.extraStats());
    }

    /** Makes, changes or replaces a discipline. */
    public void apply(QdiscRequest request) throws KernelException {
        NetDevice device = device(request.index);
        DeviceQueues queues = DeviceQueues.make(device);
        try {
            new QdiscChange(queues, request).apply();
            net.machine().changed();
        } finally {
            tidy(device, queues);
        }
    }

    /** Deletes a discipline and what is in it. */
    public void delete(QdiscRequest request) throws KernelException {
        NetDevice device = device(request.index);
        DeviceQueues queues = DeviceQueues.make(device);
        try {
            new QdiscChange(queues, request).delete();
            net.machine().changed();
        } finally {
            tidy(device, queues);
        }
    }

    private static void tidy(NetDevice device, DeviceQueues queues) {
        if (queues.isNeedless()) {
            device.queue().setTrafficControl(null);
        }
    }

    private NetDevice device(int index) throws KernelException {
        return net.devices().byIndex(index).orElseThrow(() -> new KernelException(Errno.ENODEV));
    }

    /** The device of a request, if it has one of its own. */
    static @Nullable DeviceQueues queuesOf(NetDevice device) {
        return DeviceQueues.of(device).orElse(null);
    }
}
