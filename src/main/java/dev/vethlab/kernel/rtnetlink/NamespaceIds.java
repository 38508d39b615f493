package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Requests about the ids by which a namespace calls others: RTM_NEWNSID, RTM_GETNSID (net/core/net_namespace.c). */
public final class NamespaceIds {

    private final NetNamespace net;

    public NamespaceIds(NetNamespace net) {
        this.net = net;
    }

    /**
     * Gives a namespace an id ({@code rtnl_net_newid}).
     *
     * @param id the lowest free one where it is negative
     */
    public void set(NetNamespace other, int id) throws KernelException {
        if (net.idOf(other).isPresent()) {
            throw new KernelException(Errno.EEXIST, "Peer netns already has a nsid assigned");
        }
        if (id >= 0 && net.byId(id).isPresent()) {
            throw new KernelException(Errno.EEXIST, "The specified nsid is already used");
        }
        if (id < 0) {
            net.allocateIdOf(other);
        } else {
            net.setIdOf(other, id);
        }
        net.machine().changed();
    }

    /** The id of a namespace ({@code rtnl_net_getid}); asking does not give it one. */
    public OptionalInt get(NetNamespace other) {
        return net.idOf(other);
    }

    /** The namespace of an id. */
    public Optional<NetNamespace> namespace(int id) {
        return net.byId(id);
    }

    /** All ids given, rising. */
    public Map<Integer, NetNamespace> dump() {
        return net.ids();
    }
}
