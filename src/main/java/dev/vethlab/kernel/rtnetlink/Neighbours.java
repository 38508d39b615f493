package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.neighbour.NeighbourUpdate;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.neighbour.ProxyNeighbour;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests about neighbours: RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH (net/core/neighbour.c). */
public final class Neighbours {

    private static final int ADDRESS_LENGTH = 6;

    /** What a request to add does with an entry that is there or is not ({@code NLM_F_CREATE, _EXCL, _REPLACE}). */
    public enum Mode {
        /** Only a new one. */
        ADD(true, false),
        /** Only one that is there. */
        CHANGE(false, true),
        /** Either. */
        REPLACE(true, true);

        private final boolean creates;
        private final boolean replaces;

        Mode(boolean creates, boolean replaces) {
            this.creates = creates;
            this.replaces = replaces;
        }
    }

    private final NetNamespace net;
    private final NeighbourTable table;

    /** Requests made in a namespace. */
    public Neighbours(NetNamespace net, NeighbourTable table) {
        this.net = net;
        this.table = table;
    }

    /**
     * Adds or changes an entry ({@code neigh_add}). As on Linux, an entry that is made for a request that then lacks an address
     * stays, without one.
     *
     * @throws KernelException ENODEV, ENOENT, EEXIST, EINVAL, ENOBUFS
     */
    public void add(NeighbourRequest request, Mode mode) throws KernelException {
        try {
            addUnnoted(request, mode);
        } finally {
            net.machine().changed();
        }
    }

    private void addUnnoted(NeighbourRequest request, Mode mode) throws KernelException {
        NetDevice device = device(request);
        if (device != null
                && request.lladdr().isPresent()
                && request.lladdr().get().size() < ADDRESS_LENGTH) {
            throw new KernelException(Errno.EINVAL, "Invalid link address");
        }
        if (request.has(Neighbour.NTF_PROXY)) {
            addProxy(request, device);
            return;
        }
        if (device == null) {
            throw new KernelException(Errno.EINVAL, "Device not specified");
        }
        Neighbour known = table.lookup(request.destination(), device);
        if (known != null && !mode.replaces) {
            throw new KernelException(Errno.EEXIST);
        }
        Neighbour neighbour = known == null ? create(request, mode, device) : known;
        if (request.protocol() != 0) {
            neighbour.setProtocol(request.protocol());
        }
        NeighbourUpdate.apply(neighbour, address(request), request.state(), updateFlags(request));
        if (request.has(Neighbour.NTF_USE | Neighbour.NTF_MANAGED)) {
            table.use(neighbour);
        }
    }

    private void addProxy(NeighbourRequest request, @Nullable NetDevice device) throws KernelException {
        if (request.has(Neighbour.NTF_MANAGED)) {
            throw new KernelException(Errno.EINVAL, "Invalid NTF_* flag combination");
        }
        boolean permanent = request.state() == NudState.PERMANENT;
        table.proxies()
                .put(new ProxyNeighbour(request.destination(), device, request.flags(), request.protocol(), permanent));
    }

    private Neighbour create(NeighbourRequest request, Mode mode, NetDevice device) throws KernelException {
        if (!mode.creates) {
            throw new KernelException(Errno.ENOENT);
        }
        boolean permanent = request.state() == NudState.PERMANENT;
        if (permanent && request.has(Neighbour.NTF_MANAGED)) {
            throw new KernelException(Errno.EINVAL, "Invalid NTF_* flag for permanent entry");
        }
        return table.create(
                request.destination(),
                device,
                request.flags() & (Neighbour.NTF_EXT_LEARNED | Neighbour.NTF_MANAGED),
                permanent || request.has(Neighbour.NTF_EXT_LEARNED));
    }

    private static int updateFlags(NeighbourRequest request) {
        return NeighbourUpdate.ADMIN
                | NeighbourUpdate.OVERRIDE
                | NeighbourUpdate.OVERRIDE_ISROUTER
                | (request.has(Neighbour.NTF_EXT_LEARNED) ? NeighbourUpdate.EXT_LEARNED : 0)
                | (request.has(Neighbour.NTF_ROUTER) ? NeighbourUpdate.ISROUTER : 0)
                | (request.has(Neighbour.NTF_MANAGED) ? NeighbourUpdate.MANAGED : 0)
                | (request.has(Neighbour.NTF_USE) ? NeighbourUpdate.USE : 0);
    }

    /** The first six octets given. */
    private static @Nullable MacAddress address(NeighbourRequest request) {
        if (request.lladdr().isEmpty()) {
            return null;
        }
        long bits = 0;
        for (int octet : request.lladdr().get().subList(0, ADDRESS_LENGTH)) {
            bits = bits << 8 | octet;
        }
        return new MacAddress(bits);
    }

    /**
     * Deletes an entry ({@code neigh_delete}); the senders of what waits for it are told that it cannot be reached.
     *
     * @throws KernelException ENODEV, EINVAL, ENOENT
     */
    public void delete(NeighbourRequest request) throws KernelException {
        NetDevice device = device(request);
        if (request.has(Neighbour.NTF_PROXY)) {
            table.proxies().remove(request.destination(), device);
        } else {
            if (device == null) {
                throw new KernelException(Errno.EINVAL);
            }
            Neighbour neighbour = table.lookup(request.destination(), device);
            if (neighbour == null) {
                throw new KernelException(Errno.ENOENT);
            }
            NeighbourUpdate.apply(neighbour, null, NudState.FAILED, NeighbourUpdate.OVERRIDE | NeighbourUpdate.ADMIN);
            table.remove(neighbour);
        }
        net.machine().changed();
    }

    /**
     * One entry ({@code neigh_get}).
     *
     * @param index the device, 0 for none
     * @throws KernelException ENODEV, EINVAL, ENOENT
     */
    public NeighbourInfo get(Ipv4Address destination, int index, boolean proxy) throws KernelException {
        Optional<NetDevice> device = net.devices().byIndex(index);
        if (index != 0 && device.isEmpty()) {
            throw new KernelException(Errno.ENODEV, "Unknown device ifindex");
        }
        if (proxy) {
            return table.proxies()
                    .find(destination, device.orElse(null))
                    .map(NeighbourInfo::of)
                    .orElseThrow(() -> new KernelException(Errno.ENOENT, "Proxy neighbour entry not found"));
        }
        if (device.isEmpty()) {
            throw new KernelException(Errno.EINVAL, "No device specified");
        }
        return table.find(destination, device.get())
                .map(NeighbourInfo::of)
                .orElseThrow(() -> new KernelException(Errno.ENOENT, "Neighbour entry not found"));
    }

    /** All entries ({@code neigh_dump_table}). */
    public List<NeighbourInfo> dump() {
        return table.all().stream().map(NeighbourInfo::of).toList();
    }

    /** All proxy entries ({@code pneigh_dump_table}). */
    public List<NeighbourInfo> dumpProxies() {
        return table.proxies().all().stream().map(NeighbourInfo::of).toList();
    }

    private @Nullable NetDevice device(NeighbourRequest request) throws KernelException {
        if (request.index() == 0) {
            return null;
        }
        return net.devices().byIndex(request.index()).orElseThrow(() -> new KernelException(Errno.ENODEV));
    }
}
