package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgeControl;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Optional;

/** Bridges (net/bridge/br_netlink.c: {@code br_link_ops}). */
final class BridgeKind implements LinkKind {

    @Override
    public String name() {
        return "bridge";
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        return new Bridge(where, name);
    }

    /** {@code br_validate}. */
    @Override
    public void validate(LinkRequest request) throws KernelException {
        LinkPolicy.checkAddress(request);
    }

    /** {@code br_dev_newlink}. */
    @Override
    public void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        Bridge bridge = (Bridge) device;
        bridge.net().devices().register(bridge, request.index);
        bridge.registered(request.address.isPresent());
        if (request.options.isPresent()) {
            try {
                change(bridge, request.options.get());
            } catch (KernelException refusal) {
                DeviceTable.delete(bridge);
                throw refusal;
            }
        }
    }

    @Override
    public void change(NetDevice device, LinkOptions options) throws KernelException {
        if (options instanceof BridgeOptions wanted) {
            BridgeControl.change((Bridge) device, wanted.wanted());
        }
    }

    @Override
    public void changePort(NetDevice master, NetDevice port, LinkOptions options) throws KernelException {
        BridgePort bridgePort = ((Bridge) master).portOf(port);
        if (bridgePort == null || !(options instanceof BridgePortOptions wanted)) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        BridgeControl.change(bridgePort, wanted.wanted());
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        return Optional.of(new BridgeData((Bridge) device));
    }

    @Override
    public Optional<LinkData> portData(NetDevice port) {
        return port.master().map(master -> ((Bridge) master).portOf(port)).map(BridgePortData::new);
    }

    @Override
    public Optional<FdbOps> fdb() {
        return Optional.of(BridgeFdbOps.INSTANCE);
    }
}
