package dev.vethlab.kernel.device;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Optional;

/** Which devices are above which: those that stand on one another, and masters above their ports (net/core/dev.c, adjacency). */
public final class Layers {

    private Layers() {}

    /**
     * Sees to it that a device can be put above another one ({@code __netdev_upper_dev_link}).
     *
     * @throws KernelException EBUSY when it is that device, or below it already
     */
    public static void checkNoLoop(NetDevice lower, NetDevice upper) throws KernelException {
        if (isOnOrAbove(lower, upper)) {
            throw new KernelException(Errno.EBUSY);
        }
    }

    private static boolean isOnOrAbove(NetDevice device, NetDevice other) {
        if (device == other) {
            return true;
        }
        Optional<NetDevice> below = device.below();
        if (below.isPresent() && isOnOrAbove(below.get(), other)) {
            return true;
        }
        for (NetDevice port : device.net().devices().all()) {
            Optional<NetDevice> master = port.master();
            if (master.isPresent() && master.get() == device && isOnOrAbove(port, other)) {
                return true;
            }
        }
        return false;
    }
}
