package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Veth;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import java.util.Optional;

/** Pairs of veth devices (drivers/net/veth.c: {@code veth_link_ops}). */
final class VethKind implements LinkKind {

    @Override
    public String name() {
        return "veth";
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        Veth device = new Veth(where, name);
        DeviceSettings.randomAddress(device);
        return device;
    }

    /** One a processor ({@code veth_get_num_queues}). */
    @Override
    public int queues(Machine machine) {
        return machine.processors();
    }

    @Override
    public void validate(LinkRequest request) throws KernelException {
        LinkPolicy.checkVeth(request);
    }

    /** With no word about the peer, where the device is ({@code rtnl_get_peer_net}). */
    @Override
    public Optional<NetNamespace> peerNamespace(LinkRequest request, NetNamespace net) throws KernelException {
        if (request.peer.isPresent()) {
            LinkPolicy.checkAttributes(request.peer.get());
            LinkPolicy.checkVeth(request.peer.get());
        }
        LinkRequest asked = request.peer.orElse(request);
        LinkPolicy.namespace(asked, net);
        return asked.namespace;
    }

    /**
     * {@code veth_newlink}: the peer comes first and gets the lower index. One that nothing is said of is like the device,
     * but for name, address and flags; its index counts only where the device's is given too.
     */
    @Override
    public void create(NetDevice made, LinkRequest request, NetNamespace peerNamespace) throws KernelException {
        Veth device = (Veth) made;
        LinkRequest peerRequest = request.peer.orElse(request);
        Optional<String> peerName = request.peer.flatMap(peer -> peer.name);
        Veth peer = (Veth) NewLink.prepare(this, peerNamespace, made.net(), peerRequest, peerName);
        if (request.peer.isEmpty()) {
            DeviceSettings.randomAddress(peer);
        }
        register(peer, request.index == 0 || request.peer.isEmpty() ? 0 : peerRequest.index);
        try {
            if (request.peer.isPresent()) {
                NewLink.setFlags(peer, peerRequest);
            }
            register(device, request.index);
        } catch (KernelException refusal) {
            DeviceTable.delete(peer);
            throw refusal;
        }
        Veth.tie(device, peer);
    }

    private static void register(Veth device, int index) throws KernelException {
        device.net().devices().register(device, index);
        device.plug();
    }
}
