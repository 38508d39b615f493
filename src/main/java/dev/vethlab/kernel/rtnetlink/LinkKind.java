package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import java.util.Optional;

/** A kind of links that can be made by request ({@code struct rtnl_link_ops}); {@link LinkKinds} lists them. */
interface LinkKind {

    /** The name, as {@code veth}. */
    String name();

    /** A device that is not registered yet, as {@code alloc_netdev} and {@code setup} leave it; its address may be drawn here. */
    default NetDevice allocate(NetNamespace where, String name) {
        throw new IllegalStateException(name() + " devices belong to two namespaces");
    }

    /**
     * A device as {@link #allocate(NetNamespace, String)} makes it, for kinds that belong to a second namespace for good.
     *
     * @param link where the other end is to be, or where the lower device is
     */
    default NetDevice allocate(NetNamespace where, NetNamespace link, String name) {
        return allocate(where, name);
    }

    /** Whether a kernel may be built without it, as the lean one is that vethlab is held to. */
    default boolean isOptional() {
        return false;
    }

    /** How many queues it has in each direction where nothing is asked for. */
    default int queues(Machine machine) {
        return 1;
    }

    /** Checks a request, before anybody knows which device it means ({@code validate}). */
    default void validate(LinkRequest request) throws KernelException {}

    /** The namespace that a request asks the other end to be made in, for kinds that have one ({@code peer_type}). */
    default Optional<NetNamespace> peerNamespace(LinkRequest request, NetNamespace net) throws KernelException {
        return Optional.empty();
    }

    /**
     * Registers an allocated device, and what belongs to it ({@code newlink}).
     *
     * @param link where the other end is to be, or where the lower device is
     */
    default void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        device.net().devices().register(device, request.index);
    }

    /** Changes what is special to the kind ({@code changelink}). */
    default void change(NetDevice device, LinkOptions options) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    /** Changes what a master of this kind keeps of one of its ports ({@code slave_changelink}). */
    default void changePort(NetDevice master, NetDevice port, LinkOptions options) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    /** What there is to tell that is special to the kind ({@code fill_info}). */
    default Optional<LinkData> data(NetDevice device) {
        return Optional.empty();
    }

    /** What a master of this kind tells of one of its ports ({@code fill_slave_info}). */
    default Optional<LinkData> portData(NetDevice port) {
        return Optional.empty();
    }

    /** What devices of this kind do with requests about forwarding entries; empty where they have only lists of addresses. */
    default Optional<FdbOps> fdb() {
        return Optional.empty();
    }
}
