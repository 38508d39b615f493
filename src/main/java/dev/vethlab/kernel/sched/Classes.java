package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests about classes ({@code tc_ctl_tclass}, {@code tc_dump_tclass}). */
public final class Classes {

    private final NetNamespace net;

    /** Requests made in a namespace. */
    public Classes(NetNamespace net) {
        this.net = net;
    }

    /** All classes of a device; those of one discipline alone where a parent is named. */
    public List<ClassInfo> dump(int index, int parent) {
        List<ClassInfo> all = new ArrayList<>();
        NetDevice device = net.devices().byIndex(index).orElse(null);
        DeviceQueues queues = device == null ? null : Qdiscs.queuesOf(device);
        if (queues == null) {
            return all;
        }
        for (Qdisc qdisc : queues.all()) {
            if (parent == 0 || Handle.major(parent) == qdisc.handle) {
                for (TrafficClass known : qdisc.classes()) {
                    all.add(info(index, qdisc, known));
                }
            }
        }
        return all;
    }

    private static ClassInfo info(int index, Qdisc qdisc, TrafficClass known) {
        Qdisc leaf = known.leaf();
        return new ClassInfo(
                qdisc.kind(),
                index,
                known.id(),
                known.parentId(),
                leaf == null ? 0 : leaf.handle,
                known.options(),
                known.stats().map(QueueStats::copy),
                known.extraStats());
    }

    /** Makes or changes a class; gives what the kernel warns of, if anything. */
    public Optional<String> apply(ClassRequest request) throws KernelException {
        Place place = find(request);
        if (place.existing() == null && !request.create) {
            throw new KernelException(Errno.ENOENT);
        }
        if (place.existing() != null && request.exclusive) {
            throw new KernelException(Errno.EEXIST);
        }
        Optional<String> warning =
                place.qdisc().changeClass(place.id(), place.parent(), request.options, place.existing());
        net.machine().changed();
        return warning;
    }

    /** Deletes a class. */
    public void delete(ClassRequest request) throws KernelException {
        Place place = find(request);
        if (place.existing() == null) {
            throw new KernelException(Errno.ENOENT);
        }
        place.qdisc().deleteClass(place.existing());
        net.machine().changed();
    }

    /** Which class of which discipline is meant. */
    private record Place(
            Qdisc qdisc, int id, int parent, @Nullable TrafficClass existing) {}

    private Place find(ClassRequest request) throws KernelException {
        NetDevice device = net.devices().byIndex(request.index).orElseThrow(() -> new KernelException(Errno.ENODEV));
        DeviceQueues queues = Qdiscs.queuesOf(device);
        int own = Handle.major(request.id);
        int parent = request.parent;
        if (parent != Handle.ROOT) {
            int above = Handle.major(parent);
            if (own != 0 && above != 0 && own != above) {
                throw new KernelException(Errno.EINVAL);
            }
            own = own != 0 ? own : above;
        }
        if (own == 0 && queues != null) {
            own = queues.root().handle;
        }
        if (parent != Handle.ROOT && parent != 0) {
            parent = Handle.of(own, parent);
        }
        Qdisc qdisc = queues == null ? null : queues.find(own);
        if (qdisc == null) {
            throw new KernelException(Errno.ENOENT);
        }
        if (!qdisc.isClassful()) {
            throw new KernelException(Errno.EINVAL);
        }
        int id = request.id;
        if (id != 0) {
            id = Handle.of(own, id);
        } else if (parent == Handle.ROOT) {
            id = own;
        }
        return new Place(qdisc, id, parent, id == 0 ? null : qdisc.findClass(id));
    }
}
