package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.NeighSetting;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NeighbourProtocol;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** How ARP finds a neighbour's address ({@code arp_constructor}, {@code arp_solicit}). */
final class ArpResolution implements NeighbourProtocol {

    private static final int SCOPE_LINK = 253;
    private static final long IPV4_MULTICAST = 0x01005e000000L;
    private static final int MULTICAST_BITS = 0x7fffff;

    private final InetDevices inet;
    private final Fib fib;
    private final ArpProcess process;
    private final DeviceListener events;

    ArpResolution(InetDevices inet, Fib fib, ArpProcess process, DeviceListener events) {
        this.inet = inet;
        this.fib = fib;
        this.process = process;
        this.events = events;
    }

    @Override
    public void on(DeviceEvent event, NetDevice device) {
        events.on(event, device);
    }

    @Override
    public void construct(Neighbour neighbour) throws KernelException {
        NetDevice device = neighbour.device();
        if (inet.of(device) == null) {
            throw new KernelException(Errno.EINVAL);
        }
        RouteType type = fib.addressTypeAt(device, neighbour.key());
        if (type == RouteType.MULTICAST) {
            neighbour.setNoArp(new MacAddress(IPV4_MULTICAST | neighbour.key().bits() & MULTICAST_BITS));
        } else if ((device.flags() & (DeviceFlags.IFF_NOARP | DeviceFlags.IFF_LOOPBACK)) != 0) {
            neighbour.setNoArp(device.address());
        } else if (type == RouteType.BROADCAST || (device.flags() & DeviceFlags.IFF_POINTOPOINT) != 0) {
            neighbour.setNoArp(device.broadcast());
        }
    }

    @Override
    public void solicit(Neighbour neighbour, @Nullable Skb waiting) {
        NetDevice device = neighbour.device();
        InDevice inDevice = inet.of(device);
        if (inDevice == null) {
            return;
        }
        Ipv4Address target = neighbour.key();
        Ipv4Address source = announced(inDevice, target, waiting);
        if (source.isAny()) {
            source = fib.selectAddress(device, target, SCOPE_LINK);
        }
        int unicast = neighbour.parms().get(NeighSetting.UCAST_PROBES);
        MacAddress destination = null;
        if (neighbour.probes() < unicast) {
            destination = neighbour.lladdr();
        } else if (neighbour.probes() < unicast + neighbour.parms().get(NeighSetting.APP_PROBES)) {
            // A daemon would be asked; there is none.
            return;
        }
        Arp.send(device, destination, ArpPacket.request(device.address(), source, target));
    }

    /** The sender that a question may carry because a packet has it; {@code arp_announce} rules it. */
    private Ipv4Address announced(InDevice inDevice, Ipv4Address target, @Nullable Skb waiting) {
        int announce = inDevice.maxConf(DevConf.ARP_ANNOUNCE);
        if (announce == 2 || waiting == null || !(waiting.payload instanceof Ipv4Packet packet)) {
            return Ipv4Address.ANY;
        }
        Ipv4Address source = packet.source();
        boolean own = fib.addressTypeAt(inDevice.device(), source) == RouteType.LOCAL;
        boolean fits = announce != 1 || inDevice.isOnLink(target, source);
        return own && fits ? source : Ipv4Address.ANY;
    }

    @Override
    public void redoProxied(Skb skb) {
        if (skb.payload instanceof ArpPacket packet) {
            process.process(skb, packet, true);
        }
    }
}
