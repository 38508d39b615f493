package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Optional;

/** Makes a link, or has one changed ({@code rtnl_newlink}). */
final class NewLink {

    private static final int MOST_QUEUES = 4096;

    private final NetNamespace net;
    private final LinkRequest request;

    NewLink(NetNamespace net, LinkRequest request) {
        this.net = net;
        this.request = request;
    }

    void run() throws KernelException {
        LinkPolicy.checkAttributes(request);
        Optional<LinkKind> kind = request.kind.flatMap(LinkKinds::find);
        Optional<NetNamespace> peerNamespace = Optional.empty();
        if (kind.isPresent()) {
            kind.get().validate(request);
            peerNamespace = kind.get().peerNamespace(request, net);
        }
        NetNamespace target = LinkPolicy.namespace(request, net);
        NetNamespace link = linkNamespace(target);
        Optional<NetDevice> existing = existing(request.intent == LinkRequest.Intent.ADD ? target : net);
        if (existing.isPresent()) {
            change(existing.get(), target);
        } else if (request.intent == LinkRequest.Intent.SET) {
            changeGroup(target);
        } else if (kind.isPresent()) {
            create(kind.get(), target, peerNamespace.orElse(link));
        } else {
            throw new KernelException(Errno.EOPNOTSUPP, "Unknown device type");
        }
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
        if (request.intent == LinkRequest.Intent.REPLACE) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        SetLink setting = new SetLink(device, target, request);
        if (request.options.isPresent()) {
            if (!request.kind.equals(Optional.of(device.kind()))) {
                throw new KernelException(Errno.EOPNOTSUPP);
            }
            LinkKinds.of(device).change(device, request.options.get());
            setting.toBeTold();
        }
        if (request.portOptions.isPresent()) {
            NetDevice master = device.master().orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP));
            LinkKinds.of(master).changePort(master, device, request.portOptions.get());
            setting.toBeTold();
        }
        setting.run();
    }

    private void changeGroup(NetNamespace target) throws KernelException {
        if (request.index > 0 || request.name.isPresent() || request.group.isEmpty()) {
            throw new KernelException(Errno.ENODEV);
        }
        for (NetDevice device : List.copyOf(net.devices().listed())) {
            if (device.group() == request.group.getAsInt()) {
                new SetLink(device, target, request).run();
            }
        }
    }

    /** {@code rtnl_newlink_create}. */
    private void create(LinkKind kind, NetNamespace target, NetNamespace link) throws KernelException {
        NetDevice device = prepare(kind, target, link, request, request.name);
        kind.create(device, request, link);
        if (kind.isOptional()) {
            target.machine().build().complete();
        }
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

    /** {@code rtnl_configure_link}. */
    static void setFlags(NetDevice device, LinkRequest wanted) throws KernelException {
        if (wanted.flags != 0 || wanted.change != 0) {
            DeviceState.change(device, wanted.flags, wanted.change);
        }
        device.announce();
    }

    /** {@code rtnl_create_link}. */
    static NetDevice prepare(
            LinkKind kind, NetNamespace where, NetNamespace link, LinkRequest wanted, Optional<String> name)
            throws KernelException {
        int queues = kind.queues(where.machine());
        int txQueues = wanted.txQueues.orElse(queues);
        int rxQueues = wanted.rxQueues.orElse(queues);
        if (txQueues < 1 || txQueues > MOST_QUEUES) {
            throw new KernelException(Errno.EINVAL, "Invalid number of transmit queues");
        }
        if (rxQueues < 1 || rxQueues > MOST_QUEUES) {
            throw new KernelException(Errno.EINVAL, "Invalid number of receive queues");
        }
        NetDevice device = kind.allocate(where, link, name.orElse(kind.name() + "%d"));
        LinkPolicy.checkForDevice(device, wanted);
        DeviceSettings.queues(device, txQueues, rxQueues);
        if (wanted.mtu.isPresent()) {
            DeviceSettings.checkMtu(device, wanted.mtu.getAsInt());
            DeviceSettings.initialMtu(device, wanted.mtu.getAsInt());
        }
        if (wanted.address.isPresent()) {
            DeviceSettings.initialAddress(device, LinkPolicy.mac(wanted.address.get()));
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
