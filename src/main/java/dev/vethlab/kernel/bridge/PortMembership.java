package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.Layers;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How devices become ports of a bridge and cease to be, and what happens to them meanwhile (net/bridge/br_if.c, br.c). */
final class PortMembership {

    private final Bridge bridge;
    private final List<BridgePort> ports;
    private final Map<NetDevice, BridgePort> byDevice = new IdentityHashMap<>();

    PortMembership(Bridge bridge, List<BridgePort> ports) {
        this.bridge = bridge;
        this.ports = ports;
    }

    @Nullable
    BridgePort portOf(NetDevice device) {
        return byDevice.get(device);
    }

    /** {@code br_add_if}. */
    void add(NetDevice device) throws KernelException {
        if (device.isLoopback()
                || !device.hasEthernetHeader()
                || !device.address().isValidUnicast()) {
            throw new KernelException(Errno.EINVAL);
        }
        if (device instanceof Bridge) {
            throw new KernelException(Errno.ELOOP, "Can not enslave a bridge to a bridge");
        }
        if (device.master().isPresent() || device.uppers().rxHandler().isPresent()) {
            throw new KernelException(Errno.EBUSY);
        }
        if (!device.canBeShared()) {
            throw new KernelException(Errno.EINVAL);
        }
        Layers.checkNoLoop(device, bridge);
        BridgePort port = new BridgePort(bridge, device, freeNumber());
        bridge.stp().initialize(port);
        port.state = PortState.DISABLED;
        DeviceState.addAllMulticast(device, 1);
        device.uppers().enslave(bridge, skb -> bridge.input().handle(port, skb));
        device.uppers().follow(port.follower);
        ports.add(0, port);
        byDevice.put(device, port);
        bridge.hadPorts = true;
        DeviceState.addPromiscuity(device, 1);
        bridge.fdb().addLocal(port, device.address(), 0);
        bridge.vlanFilter().portAdded(port);
        boolean changed = bridge.recalculateAddress();
        if (port.isOperational() && bridge.isUp()) {
            bridge.stp().enable(port);
        }
        if (changed) {
            bridge.net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, bridge);
        }
        bridge.adjustMtu();
        bridge.net().notifyListeners(DeviceEvent.CHANGE_UPPER, device);
    }

    private int freeNumber() throws KernelException {
        BitSet taken = new BitSet();
        for (BridgePort port : ports) {
            taken.set(port.number());
        }
        int number = taken.nextClearBit(1);
        if (number >= 1 << BridgePort.NUMBER_BITS) {
            throw new KernelException(Errno.EXFULL);
        }
        return number;
    }

    /** {@code br_del_if}. */
    void remove(NetDevice device) {
        BridgePort port = bridge.portOf(device);
        if (port == null) {
            return;
        }
        delete(port);
        bridge.adjustMtu();
        if (bridge.recalculateAddress()) {
            bridge.net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, bridge);
        }
        bridge.net().notifyListeners(DeviceEvent.CHANGE_UPPER, device);
    }

    /** {@code del_nbp}. */
    void delete(BridgePort port) {
        NetDevice device = port.device();
        device.uppers().unfollow(port.follower);
        DeviceState.addPromiscuity(device, -1);
        DeviceState.addAllMulticast(device, -1);
        bridge.stp().disable(port);
        ports.remove(port);
        byDevice.remove(device);
        for (int vlan : port.vlans().all()) {
            port.vlans().remove(vlan);
        }
        bridge.fdb().deleteByPort(port, 0, true);
        bridge.snooping().portRemoved(port);
        for (BridgePort other : ports) {
            if (other.backup == port) {
                other.backup = null;
            }
        }
        device.uppers().release();
        bridge.recalculateSuppression();
    }

    /** {@code br_device_event}; what is sent meanwhile arrives afterwards, as under the bridge's lock. */
    void on(BridgePort port, DeviceEvent event) {
        bridge.net().softnet().disable();
        try {
            handle(port, event);
        } finally {
            bridge.net().softnet().enable();
        }
    }

    private void handle(BridgePort port, DeviceEvent event) {
        switch (event) {
            case CHANGE_MTU -> bridge.adjustMtu();
            case CHANGE_ADDRESS -> {
                bridge.fdb().portAddressChanged(port, port.address());
                if (bridge.recalculateAddress()) {
                    bridge.net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, bridge);
                }
            }
            case CHANGE -> checkCarrier(port);
            case DOWN -> {
                if (bridge.isUp()) {
                    bridge.stp().disable(port);
                }
            }
            case UP -> {
                if (bridge.isUp() && port.isOperational()) {
                    bridge.stp().enable(port);
                }
            }
            case UNREGISTER -> remove(port.device());
            default -> {}
        }
    }

    /** {@code br_port_carrier_check}. */
    private void checkCarrier(BridgePort port) {
        if (!bridge.isUp()) {
            return;
        }
        if (port.isOperational()) {
            if (port.state == PortState.DISABLED) {
                bridge.stp().enable(port);
            }
        } else if (port.state != PortState.DISABLED) {
            bridge.stp().disable(port);
        }
    }
}
