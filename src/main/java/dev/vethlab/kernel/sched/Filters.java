package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.FilterBlock;
import dev.vethlab.kernel.sched.cls.FilterChain;
import dev.vethlab.kernel.sched.cls.FilterChange;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Requests about filters ({@code tc_new_tfilter}, {@code tc_del_tfilter}, {@code tc_dump_tfilter}). */
public final class Filters {

    private final NetNamespace net;

    /** Requests made in a namespace. */
    public Filters(NetNamespace net) {
        this.net = net;
    }

    /** Makes or changes a filter. */
    public void apply(FilterRequest request) throws KernelException {
        FilterChange.check(request);
        FilterBlock block = block(request);
        block.setClassId(request.parent == 0 ? rootHandle(request.index) : request.parent);
        new FilterChange(block, request).apply();
        net.machine().changed();
    }

    /** Deletes filters. */
    public void delete(FilterRequest request) throws KernelException {
        if (request.priority == 0 && (request.protocol != 0 || request.handle != 0 || !request.kind.isEmpty())) {
            throw new KernelException(Errno.ENOENT, "Cannot flush filters with protocol, handle or kind set");
        }
        new FilterChange(block(request), request).delete();
        net.machine().changed();
    }

    /**
     * All filters at a place, heads and all.
     *
     * @param parent the discipline or class, 0 for the device's own discipline
     * @param chain one chain alone
     * @param priority 0 for any
     * @param protocol 0 for any
     */
    public List<FilterInfo> dump(int index, int parent, OptionalInt chain, int priority, int protocol) {
        List<FilterInfo> all = new ArrayList<>();
        NetDevice device = net.devices().byIndex(index).orElse(null);
        DeviceQueues queues = device == null ? null : Qdiscs.queuesOf(device);
        if (queues == null) {
            return all;
        }
        FilterBlock block = blockToShow(queues, parent);
        if (block == null) {
            return all;
        }
        for (FilterChain known : block.chains()) {
            if (chain.isPresent() && chain.getAsInt() != known.index()) {
                continue;
            }
            for (Classifier classifier : known.classifiers()) {
                if ((priority == 0 || priority == classifier.priority())
                        && (protocol == 0 || protocol == classifier.protocol())) {
                    all.add(new FilterInfo(index, block.classId(), known.index(), classifier, Optional.empty()));
                    for (Filter filter : classifier.filters()) {
                        all.add(new FilterInfo(index, block.classId(), known.index(), classifier, Optional.of(filter)));
                    }
                }
            }
        }
        return all;
    }

    private int rootHandle(int index) {
        return net.devices()
                .byIndex(index)
                .flatMap(DeviceQueues::of)
                .map(queues -> queues.root().handle)
                .orElse(0);
    }

    private static @Nullable FilterBlock blockToShow(DeviceQueues queues, int parent) {
        Qdisc qdisc = parent == 0 ? queues.root() : queues.find(Handle.major(parent));
        if (qdisc == null || !qdisc.isClassful()) {
            return null;
        }
        TrafficClass place = Handle.minor(parent) == 0 ? null : qdisc.findClass(parent);
        if (Handle.minor(parent) != 0 && place == null) {
            return null;
        }
        try {
            return qdisc.filters(place);
        } catch (KernelException none) {
            return null;
        }
    }

    /** {@code __tcf_qdisc_find}, {@code __tcf_qdisc_cl_find}, {@code __tcf_block_find}. */
    private FilterBlock block(FilterRequest request) throws KernelException {
        NetDevice device = net.devices().byIndex(request.index).orElseThrow(() -> new KernelException(Errno.ENODEV));
        DeviceQueues queues = Qdiscs.queuesOf(device);
        Qdisc qdisc;
        if (request.parent == 0) {
            qdisc = queues == null ? null : queues.root();
        } else {
            qdisc = queues == null ? null : queues.find(Handle.major(request.parent));
            if (qdisc == null) {
                throw new KernelException(Errno.EINVAL, "Parent Qdisc doesn't exists");
            }
        }
        if (qdisc == null || !qdisc.isClassful()) {
            throw new KernelException(Errno.EINVAL, "Qdisc not classful");
        }
        TrafficClass place = null;
        if (Handle.minor(request.parent) != 0) {
            place = qdisc.findClass(request.parent);
            if (place == null) {
                throw new KernelException(Errno.ENOENT, "Specified class doesn't exist");
            }
        }
        return qdisc.filters(place);
    }
}
