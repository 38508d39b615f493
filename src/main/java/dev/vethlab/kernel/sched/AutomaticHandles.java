package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/** Names for disciplines that nobody named; one series for the whole machine ({@code qdisc_alloc_handle}). */
final class AutomaticHandles {

    private static final int FIRST = 0x80000000;
    private static final int STEP = 0x10000;
    private static final int MOST = 0x8000;

    private int last = FIRST;

    private AutomaticHandles() {}

    static AutomaticHandles of(DeviceQueues queues) {
        NetNamespace net = queues.device().net();
        return net.softnet().subsystem(AutomaticHandles.class, AutomaticHandles::new);
    }

    int next(DeviceQueues queues) throws KernelException {
        for (int tried = 0; tried < MOST; tried++) {
            last += STEP;
            if (last == Handle.major(Handle.ROOT)) {
                last = FIRST;
            }
            if (queues.find(last) == null) {
                return last;
            }
        }
        throw new KernelException(Errno.ENOSPC, "Maximum number of qdisc handles was exceeded");
    }
}
