package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Nexthop;
import dev.vethlab.kernel.route.NexthopConfig;
import dev.vethlab.kernel.route.RouteControl;
import java.util.List;
import java.util.OptionalInt;

/** Requests about nexthop objects: RTM_NEWNEXTHOP, RTM_DELNEXTHOP, RTM_GETNEXTHOP (net/ipv4/nexthop.c). */
public final class NexthopRequests {

    private final NetNamespace net;
    private final RouteControl control;

    /** Requests made in a namespace. */
    public NexthopRequests(NetNamespace net, Fib fib) {
        this.net = net;
        this.control = fib.control();
    }

    /**
     * Adds or replaces a nexthop.
     *
     * @throws KernelException as the kernel refuses it
     */
    public void add(NexthopConfig config) throws KernelException {
        control.addNexthop(config);
        net.machine().changed();
    }

    /**
     * Deletes a nexthop.
     *
     * @param id its number; 0 and none are refused
     * @throws KernelException ENOENT, EINVAL
     */
    public void delete(OptionalInt id) throws KernelException {
        control.removeNexthop(checked(id));
        net.machine().changed();
    }

    /**
     * One nexthop.
     *
     * @throws KernelException ENOENT, EINVAL
     */
    public Nexthop get(OptionalInt id) throws KernelException {
        return control.nexthops().find(checked(id)).orElseThrow(() -> new KernelException(Errno.ENOENT));
    }

    /** All nexthops, by rising number. */
    public List<Nexthop> dump() {
        return List.copyOf(control.nexthops().all());
    }

    private static int checked(OptionalInt id) throws KernelException {
        if (id.isEmpty()) {
            throw new KernelException(Errno.EINVAL, "Nexthop id is missing");
        }
        if (id.getAsInt() == 0) {
            throw new KernelException(Errno.EINVAL, "Invalid nexthop id");
        }
        return id.getAsInt();
    }
}
