package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.address.AddressListener;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Address Resolution Protocol of a namespace (RFC 826, net/ipv4/arp.c): hands what it receives to {@link ArpProcess},
 * announces addresses, and lets go of neighbours that a device's fate makes doubtful. {@link ArpResolution} asks.
 */
public final class Arp {

    private static final int LEAST_MTU = 68;

    private final InetDevices inet;
    private final NeighbourTable neighbours;
    private final ArpProcess process;
    private final Set<NetDevice> withoutArp = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Attaches ARP to a namespace; to be made after its addresses, its table of neighbours and its routing. */
    public Arp(NetNamespace net, InetDevices inet, Fib fib, NeighbourTable neighbours) {
        this.inet = inet;
        this.neighbours = neighbours;
        this.process = new ArpProcess(inet, fib, neighbours);
        neighbours.setProtocol(new ArpResolution(inet, fib, process, this::onDevice));
        net.registerArp(this::receive);
        if (net.sysctls().isInitial()) {
            inet.addListener(new OwnSettings());
        }
    }

    /** A device that gets an address follows the defaults of neighbours no longer; only the first namespace can change them. */
    private final class OwnSettings implements AddressListener {

        @Override
        public void up(Ifaddr address) {
            neighbours.ownSettings(address.device());
        }

        @Override
        public void down(Ifaddr address) {}
    }

    /** Takes a frame off a device ({@code arp_rcv}). */
    private void receive(Skb skb) {
        boolean deaf = (skb.dev.flags() & DeviceFlags.IFF_NOARP) != 0;
        if (deaf || skb.type == PacketType.OTHERHOST || skb.type == PacketType.LOOPBACK) {
            String detail = deaf ? "ARP is off on " + skb.dev.name() : "the frame is for another station";
            Drops.ignore(skb, "arp_rcv", detail, List.of());
        } else if (skb.payload instanceof ArpPacket packet) {
            HookFunction hook = skb.dev.net().hooks().arp(HookPoint.LOCAL_IN);
            if (hook != null && !hook.run(skb, skb.dev, null).isAccept()) {
                return;
            }
            process.process(skb, packet, false);
        } else {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "arp_rcv", "no ARP of IPv4 over Ethernet", List.of());
        }
    }

    /**
     * Sends a packet ({@code arp_send}); nothing where ARP is off on the device.
     *
     * @param destination the station that gets the frame, null for all
     */
    static void send(NetDevice device, @Nullable MacAddress destination, ArpPacket packet) {
        send(device, destination, packet, null);
    }

    /**
     * Sends a packet ({@code arp_send_dst}).
     *
     * @param tunnel the one that it is to go by, null where that is for the device to say
     */
    static void send(
            NetDevice device, @Nullable MacAddress destination, ArpPacket packet, @Nullable TunnelInfo tunnel) {
        if ((device.flags() & DeviceFlags.IFF_NOARP) != 0) {
            return;
        }
        ArpPacket typed = device.isLoopback() ? packet.on(ArpPacket.LOOPBACK) : packet;
        Skb skb = new Skb(device, EthernetFrame.TYPE_ARP, typed);
        skb.type = PacketType.OUTGOING;
        skb.pushHeader(destination == null ? device.broadcast() : destination, packet.senderMac());
        skb.tunnel = tunnel;
        HookFunction hook = device.net().hooks().arp(HookPoint.LOCAL_OUT);
        if (hook == null || hook.run(skb, null, device).isAccept()) {
            device.send(skb);
        }
    }

    /** {@code arp_netdev_event}, and what {@code inetdev_event} has to do with ARP. */
    private void onDevice(DeviceEvent event, NetDevice device) {
        InDevice inDevice = inet.of(device);
        switch (event) {
            case CHANGE_ADDRESS -> {
                neighbours.changeAddress(device);
                announceIfWanted(inDevice);
            }
            case UP -> announceIfWanted(inDevice);
            case CHANGE -> changed(device, inDevice);
            case UNREGISTER -> withoutArp.remove(device);
            case NOTIFY_PEERS -> {
                if (inDevice != null) {
                    announce(inDevice);
                }
            }
            default -> {}
        }
    }

    private void changed(NetDevice device, @Nullable InDevice inDevice) {
        boolean deaf = (device.flags() & DeviceFlags.IFF_NOARP) != 0;
        if (deaf ? withoutArp.add(device) : withoutArp.remove(device)) {
            neighbours.changeAddress(device);
        }
        boolean evicts = inDevice == null || inDevice.andConf(DevConf.ARP_EVICT_NOCARRIER);
        if (evicts && !device.hasCarrier()) {
            neighbours.carrierDown(device);
        }
    }

    private void announceIfWanted(@Nullable InDevice inDevice) {
        if (inDevice != null && inDevice.device().mtu() >= LEAST_MTU && inDevice.maxConf(DevConf.ARP_NOTIFY) != 0) {
            announce(inDevice);
        }
    }

    /** Tells everybody a device's addresses ({@code inetdev_send_gratuitous_arp}). */
    private static void announce(InDevice inDevice) {
        NetDevice device = inDevice.device();
        for (Ifaddr address : List.copyOf(inDevice.addresses())) {
            Ipv4Address own = address.local();
            send(device, null, ArpPacket.request(device.address(), own, own));
        }
    }
}
