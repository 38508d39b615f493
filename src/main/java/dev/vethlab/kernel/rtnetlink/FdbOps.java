package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Optional;

/** What devices of a kind do with requests about forwarding entries ({@code ndo_fdb_add} and its kin). */
interface FdbOps {

    /**
     * Adds or changes an entry.
     *
     * @param device the device that the entry is about: the one of this kind itself, or a port of it
     */
    void add(NetDevice owner, NetDevice device, FdbRequest request) throws KernelException;

    void delete(NetDevice owner, NetDevice device, FdbRequest request) throws KernelException;

    /** The entries about a device. */
    List<FdbInfo> dump(NetDevice owner, NetDevice device);

    /** One entry; empty where there is none. */
    default Optional<FdbInfo> get(NetDevice owner, FdbRequest request) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP, "Fdb get operation not supported by device");
    }

    /** Deletes all entries that are wanted. */
    default void flush(NetDevice owner, NetDevice device, FdbFlush wanted) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }
}
