package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Veth;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Optional;

/** Makes a link, or has one changed ({@code rtnl_newlink}). */
final class NewLink {

    private static final String VETH = "veth";

    /** What a veth has where nothing is asked for: one queue a processor. */
    private static final int QUEUES = 2;

    private static final int MOST_QUEUES = 4096;

    private final NetNamespace net;
    private final LinkRequest request;

    NewLink(NetNamespace net, LinkRequest request) {
        this.net = net;
        this.request = request;
    }

    void run() throws KernelException {
        LinkPolicy.checkAttributes(request);
        boolean isVeth = request.kind.equals(Optional.of(VETH));
        if (isVeth) {
            LinkPolicy.checkVeth(request);
        }
        Optional<NetNamespace> peerNamespace = isVeth ? peerNamespace() : Optional.empty();
        NetNamespace target = LinkPolicy.namespace(request, net);
        NetNamespace link = linkNamespace(target);
        Optional<NetDevice> existing = existing(request.intent == LinkRequest.Intent.ADD ? target : net);
        if (existing.isPresent()) {
            change(existing.get(), target);
        } else if (request.intent == LinkRequest.Intent.SET) {
            changeGroup(target);
        } else if (isVeth) {
            create(target, peerNamespace.orElse(link));
        } else {
            throw new KernelException(Errno.EOPNOTSUPP, "Unknown device type");
        }
    }

    /** Where the peer is asked for: with no word about the peer, where the device is ({@code rtnl_get_peer_net}). */
    private Optional<NetNamespace> peerNamespace() throws KernelException {
        if (request.peer.isPresent()) {
            LinkPolicy.checkAttributes(request.peer.get());
            LinkPolicy.checkVeth(request.peer.get());
        }
        LinkRequest asked = request.peer.orElse(request);
        LinkPolicy.namespace(asked, net);
        return asked.namespace;
    }

    /** Where the other end is made if nothing else is said: here, or where the request says that the link leads. */
    private NetNamespace linkNamespace(NetNamespace target) throws KernelException {
        if (request.linkNamespaceId.isEmpty()) {
            return net;
        }
        return target.byId(request.linkNamespaceId.getAsInt())
                .orElseThrow(() -> new KernelException(Errno.EINVAL, "Unknown network namespace id"));
    }

    /** The device that the request names; one that is to be new is looked for where it would be made. */
    private Optional<NetDevice> existing(NetNamespace where) throws KernelException {
        if (request.index < 0) {
            throw new KernelException(Errno.EINVAL, "ifindex can't be negative");
        }
        if (request.index > 0) {
            return where.devices().byIndex(request.index);
        }
        return request.name.flatMap(where.devices()::byName);
    }

    /** {@code rtnl_changelink}. */
    private void change(NetDevice device, NetNamespace target) throws KernelException {
        if (request.intent == LinkRequest.Intent.ADD) {
            throw new KernelException(Errno.EEXIST);
        }
        if (request.intent == LinkRequest.Intent.REPLACE || request.kindData) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        new SetLink(device, target, request).run();
    }

    private void changeGroup(NetNamespace target) throws KernelException {
        if (request.index > 0 || request.name.isPresent() || request.group.isEmpty()) {
            throw new KernelException(Errno.ENODEV);
        }
        for (NetDevice device : List.copyOf(net.devices().all())) {
            if (device.group() == request.group.getAsInt()) {
                new SetLink(device, target, request).run();
            }
        }
    }

    /**
     * {@code rtnl_newlink_create}, {@code veth_newlink}: the peer comes first and gets the lower index. One that nothing is
     * said of is like the device, but for name, address and flags; its index counts only where the device's is given too.
     */
    private void create(NetNamespace target, NetNamespace peerNamespace) throws KernelException {
        Veth device = prepare(target, request, request.name);
        LinkRequest peerRequest = request.peer.orElse(request);
        Optional<String> peerName = request.peer.flatMap(peer -> peer.name);
        Veth peer = prepare(peerNamespace, peerRequest, peerName);
        if (request.peer.isEmpty()) {
            DeviceSettings.randomAddress(peer);
        }
        register(peer, request.index == 0 || request.peer.isEmpty() ? 0 : peerRequest.index);
        try {
            if (request.peer.isPresent()) {
                setFlags(peer, peerRequest);
            }
            register(device, request.index);
        } catch (KernelException refusal) {
            DeviceTable.delete(peer);
            throw refusal;
        }
        Veth.tie(device, peer);
        try {
            setFlags(device, request);
            if (request.master.isPresent()) {
                SetLink.setMaster(device, request.master.getAsInt());
            }
        } catch (KernelException refusal) {
            DeviceTable.delete(device);
            throw refusal;
        }
    }

    private static void register(Veth device, int index) throws KernelException {
        device.net().devices().register(device, index);
        device.plug();
    }

    /** {@code rtnl_configure_link}. */
    private static void setFlags(NetDevice device, LinkRequest wanted) throws KernelException {
        if (wanted.flags != 0 || wanted.change != 0) {
            DeviceState.change(device, wanted.flags, wanted.change);
        }
        device.announce();
    }

    /** {@code rtnl_create_link}. */
    private static Veth prepare(NetNamespace where, LinkRequest wanted, Optional<String> name) throws KernelException {
        int txQueues = wanted.txQueues.orElse(QUEUES);
        int rxQueues = wanted.rxQueues.orElse(QUEUES);
        if (txQueues < 1 || txQueues > MOST_QUEUES) {
            throw new KernelException(Errno.EINVAL, "Invalid number of transmit queues");
        }
        if (rxQueues < 1 || rxQueues > MOST_QUEUES) {
            throw new KernelException(Errno.EINVAL, "Invalid number of receive queues");
        }
        Veth device = new Veth(where, name.orElse(VETH + "%d"));
        LinkPolicy.checkForDevice(device, wanted);
        DeviceSettings.queues(device, txQueues, rxQueues);
        if (wanted.mtu.isPresent()) {
            DeviceSettings.initialMtu(device, wanted.mtu.getAsInt());
        }
        if (wanted.address.isPresent()) {
            DeviceSettings.initialAddress(device, LinkPolicy.mac(wanted.address.get()));
        } else {
            DeviceSettings.randomAddress(device);
        }
        wanted.broadcast.ifPresent(octets -> DeviceSettings.broadcast(device, LinkPolicy.mac(octets)));
        wanted.txQueueLength.ifPresent(length -> DeviceSettings.txQueueLength(device, length));
        wanted.operState.ifPresent(state -> DeviceSettings.operState(device, state));
        wanted.dormantMode.ifPresent(dormant -> DeviceSettings.dormantMode(device, dormant));
        wanted.group.ifPresent(group -> DeviceSettings.group(device, group));
        SetLink.setOffload(device, wanted);
        return device;
    }
}
