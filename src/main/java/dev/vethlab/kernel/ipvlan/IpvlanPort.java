package dev.vethlab.kernel.ipvlan;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.SharedDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Workers;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The devices that share one device, with one mode for them all ({@code struct ipvl_port}). */
final class IpvlanPort extends SharedDevice<IpvlanDevice> {

    private IpvlanMode mode = IpvlanMode.L3;
    private int flags;

    private IpvlanPort(NetDevice lower) {
        super(lower);
    }

    /** The port of a device, made now if it has none ({@code ipvlan_port_create}). */
    static IpvlanPort made(NetDevice lower) throws KernelException {
        return of(lower, IpvlanPort.class, IpvlanPort::new);
    }

    IpvlanMode mode() {
        return mode;
    }

    int flags() {
        return flags;
    }

    void setFlags(int newFlags) {
        flags = newFlags;
    }

    /** {@code ipvlan_set_port_mode}: those that ask for no neighbours are told so. */
    void setMode(IpvlanMode wanted) throws KernelException {
        if (mode == wanted) {
            return;
        }
        mode = wanted;
        for (IpvlanDevice device : devices) {
            int noArp = wanted == IpvlanMode.L2 ? 0 : DeviceFlags.IFF_NOARP;
            DeviceState.change(device, noArp, DeviceFlags.IFF_NOARP);
        }
    }

    /** Whether one of the devices has an address ({@code ipvlan_addr_busy}). */
    boolean isBusy(Ipv4Address address) {
        for (IpvlanDevice device : devices) {
            if (has(device, address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(IpvlanDevice device, Ipv4Address address) {
        InDevice inet = device.net().subsystem(InetDevices.class).of(device);
        if (inet == null) {
            return false;
        }
        List<Ifaddr> addresses = inet.addresses();
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).local().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** The device that is up and has the address that a packet is for, or comes from ({@code ipvlan_addr_lookup}). */
    @Nullable
    IpvlanDevice find(Skb skb, boolean byDestination) {
        Ipv4Address wanted;
        if (skb.payload instanceof Ipv4Packet packet) {
            wanted = byDestination ? packet.destination() : packet.source();
        } else if (skb.payload instanceof ArpPacket arp) {
            wanted = byDestination ? arp.targetIp() : arp.senderIp();
        } else {
            return null;
        }
        for (int i = 0; i < devices.size(); i++) {
            if (devices.get(i).isUp() && has(devices.get(i), wanted)) {
                return devices.get(i);
            }
        }
        return null;
    }

    /** {@code ipvlan_handle_frame}. */
    @Override
    public Result handle(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return Result.PASS;
        }
        if (mode == IpvlanMode.L2 && frame.destination().isMulticast()) {
            boolean own = frame.source().equals(lower.address()) && find(skb, false) != null;
            if (!own) {
                Skb waiting = skb.copy();
                Workers.queue(lower.machine(), () -> distribute(waiting, frame, null));
            }
            return Result.PASS;
        }
        IpvlanDevice device = find(skb, true);
        if (device == null) {
            return Result.PASS;
        }
        device.countReceived(skb.payload.length() + EthernetFrame.HEADER_LENGTH, false);
        skb.dev = device;
        return Result.ANOTHER;
    }

    /** Gives copies of a frame for many to all devices but its sender ({@code ipvlan_process_multicast}). */
    void distribute(Skb skb, EthernetFrame frame, @Nullable IpvlanDevice sender) {
        for (IpvlanDevice device : List.copyOf(devices)) {
            if (device == sender) {
                continue;
            }
            if (!device.isUp()) {
                Drops.withhold(device, skb, "ipvlan_process_multicast", "the device is down");
                continue;
            }
            Skb copy = sender != null ? skb.received(device) : skb.copy();
            copy.dev = device;
            copy.type = frame.destination().equals(lower.broadcast()) ? PacketType.BROADCAST : PacketType.MULTICAST;
            device.countReceived(frame.length() + (sender != null ? EthernetFrame.HEADER_LENGTH : 0), true);
            lower.net().softnet().enqueue(copy);
        }
    }

    @Override
    protected void followAddress() {
        for (IpvlanDevice device : devices) {
            DeviceSettings.initialAddress(device, lower.address());
            device.net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, device);
        }
    }

    @Override
    protected void followMtu(IpvlanDevice device) {
        copyMtu(device);
    }
}
