package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import org.jspecify.annotations.Nullable;

/** One request about a discipline of a device: what it means, and how the tree changes ({@code tc_modify_qdisc}, {@code qdisc_graft}). */
final class QdiscChange {

    private static final int USUAL_QUEUE_LENGTH = 1000;

    private final DeviceQueues queues;
    private final QdiscRequest request;
    private @Nullable Qdisc within;

    QdiscChange(DeviceQueues queues, QdiscRequest request) {
        this.queues = queues;
        this.request = request;
    }

    void apply() throws KernelException {
        Qdisc there;
        if (request.parent == Handle.UNSPEC) {
            if (request.handle == 0) {
                throw new KernelException(Errno.EINVAL, "Handle cannot be zero");
            }
            there = queues.find(request.handle);
        } else {
            there = atPlace("Failed to find specified qdisc");
            if (there != null && there.handle == 0) {
                there = null;
            }
            if (there == null || request.handle == 0 || there.handle != request.handle) {
                if (request.handle != 0) {
                    there = named(there);
                    if (there == null) {
                        create();
                        return;
                    }
                    if (there.parent != request.parent) {
                        throw new KernelException(Errno.EINVAL, "Cannot move an existing qdisc to a different parent");
                    }
                }
                if (there == null) {
                    create();
                    return;
                }
                if (request.handle == 0 && wantsAnother(there)) {
                    make();
                    return;
                }
            }
        }
        change(there);
    }

    /** What is at the place that is named; null where nothing is. */
    private @Nullable Qdisc atPlace(String complaint) throws KernelException {
        if (request.parent == Handle.ROOT) {
            return queues.root();
        }
        if (Handle.major(request.parent) == Handle.major(Handle.INGRESS) && request.parent == Handle.INGRESS) {
            return queues.sides();
        }
        Qdisc parent = queues.find(Handle.major(request.parent));
        if (parent == null) {
            throw new KernelException(Errno.ENOENT, complaint);
        }
        within = parent;
        if (!parent.isClassful()) {
            throw new KernelException(Errno.EOPNOTSUPP, "Parent qdisc is not classful");
        }
        TrafficClass place = parent.findClass(request.parent);
        if (place == null) {
            throw new KernelException(Errno.ENOENT, "Specified class not found");
        }
        return place.leaf();
    }

    private @Nullable Qdisc named(@Nullable Qdisc there) throws KernelException {
        if (there != null && !request.replace) {
            throw new KernelException(Errno.EEXIST, "NLM_F_REPLACE needed to override");
        }
        if (Handle.minor(request.handle) != 0) {
            throw new KernelException(Errno.EINVAL, "Invalid minor handle");
        }
        return queues.find(request.handle);
    }

    /** A discipline of another kind takes the place of the one that is there, whether or not the request says that it may. */
    private boolean wantsAnother(Qdisc there) {
        return !request.kind.isEmpty() && !request.kind.equals(there.kind());
    }

    private void change(@Nullable Qdisc there) throws KernelException {
        if (there == null) {
            throw new KernelException(Errno.ENOENT, "Specified qdisc not found");
        }
        if (request.exclusive) {
            throw new KernelException(Errno.EEXIST, "Exclusivity flag on, cannot modify");
        }
        checkKind(there);
        if (request.options != null) {
            there.change(request.options);
        }
    }

    private void checkKind(Qdisc there) throws KernelException {
        if (!request.kind.isEmpty() && !request.kind.equals(there.kind())) {
            throw new KernelException(Errno.EINVAL, "Invalid qdisc name: must match existing qdisc");
        }
    }

    private void create() throws KernelException {
        if (!request.create) {
            throw new KernelException(Errno.ENOENT, "Qdisc not found. To create specify NLM_F_CREATE flag");
        }
        make();
    }

    /** {@code qdisc_create}. */
    private void make() throws KernelException {
        Qdisc made = QdiscKinds.make(queues, request.kind);
        made.parent = request.parent;
        if (request.parent == Handle.INGRESS) {
            if (!(made instanceof SideQdisc)) {
                throw new KernelException(
                        Errno.EINVAL, "Specified parent ID is reserved for ingress and clsact Qdiscs");
            }
            made.handle = Handle.major(Handle.INGRESS);
        } else {
            made.handle = request.handle != 0
                    ? request.handle
                    : AutomaticHandles.of(queues).next(queues);
        }
        NetDevice device = queues.device();
        if (device.isQueueless() && device.txQueueLength() == 0) {
            DeviceSettings.txQueueLength(device, USUAL_QUEUE_LENGTH);
        }
        made.init(request.options);
        try {
            graft(made);
        } catch (KernelException refusal) {
            Grafting.end(made);
            throw refusal;
        }
    }

    /** {@code qdisc_graft}. */
    private void graft(Qdisc made) throws KernelException {
        Qdisc parent = within;
        if (parent == null) {
            if (made instanceof SideQdisc) {
                SideQdisc old = queues.sides();
                queues.setSides((SideQdisc) made);
                end(old);
                return;
            }
            Qdisc old = queues.root();
            queues.remove(made);
            made.parent = Handle.ROOT;
            queues.setRoot(made);
            end(old);
            return;
        }
        if (made instanceof NoQueue) {
            throw new KernelException(Errno.EINVAL, "Cannot assign noqueue to a class");
        }
        TrafficClass place = parent.findClass(request.parent);
        if (place == null) {
            throw new KernelException(Errno.ENOENT, "Specified class not found");
        }
        made.parent = request.parent;
        Qdisc old = parent.graft(place, made);
        queues.add(made);
        end(old);
    }

    private static void end(@Nullable Qdisc old) {
        if (old != null) {
            Grafting.end(old);
        }
    }

    void delete() throws KernelException {
        Qdisc going;
        if (request.parent == Handle.UNSPEC) {
            going = queues.find(request.handle);
            if (going == null) {
                throw new KernelException(Errno.ENOENT, "Failed to find qdisc with specified handle");
            }
        } else {
            going = atPlace("Failed to find qdisc with specified classid");
            if (going == null) {
                throw new KernelException(Errno.ENOENT, "Cannot find specified qdisc on specified device");
            }
            if (request.handle != 0 && going.handle != request.handle) {
                throw new KernelException(Errno.EINVAL, "Invalid handle");
            }
        }
        checkKind(going);
        if (request.parent == Handle.UNSPEC) {
            throw new KernelException(Errno.EINVAL, "Classid cannot be zero");
        }
        if (going.handle == 0) {
            throw new KernelException(Errno.ENOENT, "Cannot delete qdisc with handle of zero");
        }
        remove(going);
    }

    private void remove(Qdisc going) throws KernelException {
        Qdisc parent = within;
        if (parent != null) {
            TrafficClass place = parent.findClass(request.parent);
            if (place == null) {
                throw new KernelException(Errno.ENOENT, "Specified class not found");
            }
            end(parent.graft(place, parent.substitute(place)));
            return;
        }
        if (going instanceof SideQdisc) {
            queues.setSides(null);
        } else {
            queues.setRoot(DefaultQdisc.of(queues));
        }
        end(going);
    }
}
