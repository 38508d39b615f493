package dev.vethlab.kernel.vlan;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.RxHandler;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The VLAN devices over one device ({@code struct vlan_group}): finds the one that a tagged frame is for, and hands on what
 * becomes of the device below ({@code vlan_device_event}).
 */
final class VlanGroup implements RxHandler, DeviceListener {

    private static final int PROTOCOL_SHIFT = 12;

    /** Where devices tell each other of their VLANs ({@code GARP_GVRP_ADDRESS}): every device with VLANs listens there. */
    private static final MacAddress REGISTRATION = new MacAddress(0x0180_c200_0021L);

    private final NetDevice real;

    /** By protocol and VLAN, in the order in which the kernel goes through them. */
    private final TreeMap<Integer, VlanDevice> devices = new TreeMap<>();

    private VlanGroup(NetDevice real) {
        this.real = real;
    }

    /** The group of a device, if it has VLAN devices. */
    static Optional<VlanGroup> of(NetDevice real) {
        return real.uppers().vlans() instanceof VlanGroup group ? Optional.of(group) : Optional.empty();
    }

    /** The group of a device, made now if it has none. */
    static VlanGroup made(NetDevice real) {
        return of(real).orElseGet(() -> {
            VlanGroup group = new VlanGroup(real);
            real.uppers().setVlans(group);
            real.uppers().follow(group);
            real.uppers().addMulticast(REGISTRATION);
            return group;
        });
    }

    /** {@code vlan_find_dev}. */
    @Nullable
    VlanDevice find(int protocol, int id) {
        return devices.get(key(protocol, id));
    }

    void add(VlanDevice device) {
        devices.put(key(device.protocol(), device.id()), device);
    }

    void remove(VlanDevice device) {
        devices.remove(key(device.protocol(), device.id()));
        if (devices.isEmpty()) {
            real.uppers().setVlans(null);
            real.uppers().unfollow(this);
            real.uppers().removeMulticast(REGISTRATION);
        }
    }

    private static int key(int protocol, int id) {
        return protocol << PROTOCOL_SHIFT | id;
    }

    /** {@code vlan_do_receive}. */
    @Override
    public Result handle(Skb skb) {
        VlanDevice device = find(skb.vlanProtocol, skb.vlanId());
        if (device == null) {
            return Result.PASS;
        }
        if (!device.isUp()) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "vlan_do_receive", device.name() + " is down", List.of());
            return Result.CONSUMED;
        }
        device.take(skb);
        return Result.ANOTHER;
    }

    @Override
    public void on(DeviceEvent event, NetDevice device) {
        for (VlanDevice vlan : new ArrayList<>(devices.values())) {
            switch (event) {
                case CHANGE -> vlan.followCarrier(real);
                case CHANGE_ADDRESS -> vlan.realAddressChanged();
                case CHANGE_MTU -> limitMtu(vlan);
                case UP -> followUp(vlan);
                default -> {}
            }
        }
        if (event == DeviceEvent.DOWN) {
            followDown();
        } else if (event == DeviceEvent.UNREGISTER && real.isDismantling()) {
            List<NetDevice> going = new ArrayList<>(devices.values());
            going.forEach(vlan -> remove((VlanDevice) vlan));
            DeviceTable.unregister(going);
        }
    }

    private void limitMtu(VlanDevice vlan) {
        if (vlan.mtu() > real.mtu()) {
            try {
                DeviceSettings.mtu(vlan, real.mtu());
            } catch (KernelException refused) {
                // An MTU that the device below has taken suits what is above it; Linux does not look either.
            }
        }
    }

    private void followUp(VlanDevice vlan) {
        if (vlan.isUp()) {
            return;
        }
        if (!vlan.isLooselyBound()) {
            try {
                DeviceState.up(vlan);
            } catch (KernelException refused) {
                // It stays down; Linux does not look either.
            }
        }
        vlan.followCarrier(real);
    }

    private void followDown() {
        List<VlanDevice> closing = new ArrayList<>(devices.values());
        closing.removeIf(vlan -> !vlan.isUp() || vlan.isLooselyBound());
        DeviceState.closeAll(closing);
        closing.forEach(vlan -> vlan.followCarrier(real));
    }
}
