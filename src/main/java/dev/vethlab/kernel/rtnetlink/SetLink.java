package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.NamespaceChange;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Optional;

/**
 * Changes a link, one attribute after the other ({@code do_setlink}). As on Linux, what was done before an attribute is
 * refused stays done.
 */
final class SetLink {

    private final NetDevice device;
    private final NetNamespace target;
    private final LinkRequest request;
    private boolean toBeTold;

    SetLink(NetDevice device, NetNamespace target, LinkRequest request) {
        this.device = device;
        this.target = target;
        this.request = request;
    }

    /** Something was changed that everybody is told of in the end, whatever else is refused ({@code DO_SETLINK_NOTIFY}). */
    SetLink toBeTold() {
        toBeTold = true;
        return this;
    }

    void run() throws KernelException {
        try {
            setAll();
        } finally {
            if (toBeTold) {
                DeviceState.tellChange(device);
            }
        }
    }

    private void setAll() throws KernelException {
        LinkPolicy.checkForDevice(device, request);
        if (target != device.net()) {
            NamespaceChange.move(device, target, request.name.orElse(""), request.newIndex.orElse(0));
        }
        if (request.address.isPresent()) {
            DeviceSettings.address(device, LinkPolicy.mac(request.address.get()));
        }
        if (request.mtu.isPresent()) {
            DeviceSettings.mtu(device, request.mtu.getAsInt());
        }
        request.group.ifPresent(group -> DeviceSettings.group(toBeTold().device, group));
        if (request.index > 0 && request.name.isPresent()) {
            device.net().devices().rename(device, request.name.get());
        }
        request.alias.ifPresent(alias -> DeviceSettings.alias(toBeTold().device, alias));
        request.broadcast.ifPresent(octets -> DeviceSettings.broadcast(device, LinkPolicy.mac(octets)));
        if (request.flags != 0 || request.change != 0) {
            DeviceState.change(device, request.flags, request.change);
        }
        if (request.master.isPresent()) {
            setMaster(device, request.master.getAsInt());
        }
        if (request.carrier.isPresent()) {
            DeviceSettings.carrier(device, request.carrier.get());
        }
        setQueueLength();
        setOffload(device, request);
        request.operState.ifPresent(state -> DeviceSettings.operState(device, state));
        if (request.dormantMode.isPresent() && DeviceSettings.dormantMode(device, request.dormantMode.get())) {
            toBeTold();
        }
        if (request.virtualFunction) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        request.ipv6AddressMode.ifPresent(mode -> DeviceSettings.ipv6AddressMode(toBeTold().device, mode));
        if (request.protoDown.isPresent()) {
            throw new KernelException(Errno.EOPNOTSUPP, "Protodown not supported by device");
        }
    }

    private void setQueueLength() throws KernelException {
        if (request.txQueueLength.isPresent()) {
            DeviceSettings.txQueueLength(device, request.txQueueLength.getAsInt());
        }
    }

    static void setOffload(NetDevice device, LinkRequest request) {
        request.gsoMaxSize.ifPresent(size -> device.offload().setGsoMaxSize(size));
        request.gsoMaxSegments.ifPresent(segments -> device.offload().setGsoMaxSegments(segments));
        request.groMaxSize.ifPresent(size -> device.offload().setGroMaxSize(size));
    }

    /** {@code do_set_master}. */
    static void setMaster(NetDevice device, int index) throws KernelException {
        Optional<NetDevice> old = device.master();
        if (old.isPresent()) {
            if (old.get().index() == index) {
                return;
            }
            old.get().removePort(device);
        }
        if (index != 0) {
            device.net()
                    .devices()
                    .byIndex(index)
                    .orElseThrow(() -> new KernelException(Errno.EINVAL))
                    .addPort(device);
        }
    }
}
