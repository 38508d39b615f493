package dev.vethlab.kernel.vxlan;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.TunnelOutput;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.UdpDatagram;
import dev.vethlab.wire.VxlanPacket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One frame to one host ({@code vxlan_xmit_one}). */
final class VxlanOutput {

    private static final String FUNCTION = "vxlan_xmit_one";

    private VxlanOutput() {}

    /**
     * Sends a frame to a host that the forwarding database says. One that has the tunnel noted with it which it came by, or which what it
     * answers came by, may be fragmented as that could, whatever the device's own setting, and leaves the host even to come back.
     */
    static void send(VxlanDevice device, Skb skb, EthernetFrame frame, VxlanRemote remote) {
        VxlanConfig config = device.config();
        int tos = config.tos == 1 ? innerTos(frame) : config.tos;
        int sourcePort = sourcePort(device, frame);
        Route route = route(device, skb, remote, config.local, tos, sourcePort);
        if (route == null) {
            return;
        }
        TunnelInfo noted = skb.tunnel;
        if (noted == null && route.type() == RouteType.LOCAL) {
            bypass(device, skb, frame, remote);
            return;
        }
        updatePathMtu(device, skb, frame, route);
        int ttl = ttl(device, frame, remote, route);
        boolean dontFragment = noted == null ? dontFragment(config, frame) : noted.dontFragment();
        send(device, skb, frame, remote, route, config.local, tos, ttl, dontFragment, sourcePort);
    }

    /** Sends a frame by the tunnel that is noted with it. */
    static void send(VxlanDevice device, Skb skb, EthernetFrame frame, TunnelInfo tunnel) {
        VxlanRemote remote = new VxlanRemote(tunnel.destination(), device.config().port, (int) tunnel.id(), 0);
        int sourcePort = sourcePort(device, frame);
        Route route = route(device, skb, remote, tunnel.source(), tunnel.tos(), sourcePort);
        if (route == null) {
            return;
        }
        updatePathMtu(device, skb, frame, route);
        int ttl = tunnel.ttl() != 0 ? tunnel.ttl() : TunnelOutput.hopLimit(device.underlay(), route);
        send(device, skb, frame, remote, route, tunnel.source(), tunnel.tos(), ttl, tunnel.dontFragment(), sourcePort);
    }

    private static int innerTos(EthernetFrame frame) {
        return frame.payload() instanceof Ipv4Packet packet ? packet.tos() : 0;
    }

    private static void send(
            VxlanDevice device,
            Skb skb,
            EthernetFrame frame,
            VxlanRemote remote,
            Route route,
            Ipv4Address local,
            int tos,
            int ttl,
            boolean dontFragment,
            int sourcePort) {
        Ipv4Address source = local.isAny() ? route.source() : local;
        TunnelOutput.Header header = new TunnelOutput.Header(
                source,
                remote.address(),
                Ipv4Packet.UDP,
                TunnelOutput.encapsulatedTos(tos, innerTos(frame)),
                ttl,
                dontFragment);
        VxlanPacket vxlan = new VxlanPacket(VxlanPacket.VNI_IS_VALID, remote.vni(), frame);
        UdpDatagram datagram = new UdpDatagram(source, remote.address(), sourcePort, remote.port(), vxlan);
        TunnelOutput.send(
                device.underlay(),
                device,
                skb,
                route,
                header,
                datagram,
                frame.payload().length());
    }

    private static @Nullable Route route(
            VxlanDevice device, Skb skb, VxlanRemote remote, Ipv4Address local, int tos, int sourcePort) {
        Flow flow = new Flow(
                remote.device(),
                0,
                skb.mark,
                tos,
                Ipv4Packet.UDP,
                local,
                remote.address(),
                sourcePort,
                remote.port(),
                false);
        try {
            Route route = device.underlay().subsystem(Fib.class).output(flow);
            if (route.device() != device) {
                return route;
            }
            device.stats().collisions++;
        } catch (KernelException unreachable) {
            if (unreachable.errno() == Errno.ENETUNREACH) {
                device.stats().txCarrierErrors++;
            }
        }
        device.stats().txErrors++;
        Drops.drop(
                skb,
                DropReason.NOT_SPECIFIED,
                FUNCTION,
                "there is no way to " + remote.address() + " that does not lead back into " + device.name(),
                List.of());
        return null;
    }

    /** The other end is on this very host: the frame does not travel ({@code vxlan_encap_bypass}). */
    private static void bypass(VxlanDevice device, Skb skb, EthernetFrame frame, VxlanRemote remote) {
        Optional<VxlanDevice> target = VxlanNet.of(device.underlay()).find(remote.port(), remote.vni());
        if (target.isEmpty()) {
            device.stats().txErrors++;
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "encap_bypass_if_local",
                    "no device here is for network " + remote.vni(),
                    List.of());
            return;
        }
        if (target.get().config().learning) {
            target.get().fdb().learn(frame.source(), Ipv4Address.of(127, 0, 0, 1));
        }
        device.stats().txPackets++;
        device.stats().txBytes += skb.length();
        target.get().arrive(skb, frame, null);
    }

    /** Has the sender of a packet that is too long for the way outside make smaller ones ({@code skb_tunnel_check_pmtu}). */
    private static void updatePathMtu(VxlanDevice device, Skb skb, EthernetFrame frame, Route outside) {
        int mtu = outside.mtu() - VxlanDevice.HEADROOM;
        if (frame.payload().length() <= mtu
                || !(skb.dst instanceof Route)
                || !(frame.payload() instanceof Ipv4Packet)) {
            return;
        }
        Ipv4Packet packet = (Ipv4Packet) frame.payload();
        Flow flow = new Flow(
                device.index(),
                0,
                skb.mark,
                packet.tos(),
                packet.protocol(),
                packet.source(),
                packet.destination(),
                0,
                0,
                true);
        device.net().subsystem(Fib.class).learnPathMtu(flow, mtu);
    }

    private static int ttl(VxlanDevice device, EthernetFrame frame, VxlanRemote remote, Route route) {
        VxlanConfig config = device.config();
        int ttl = config.ttl;
        if (config.inheritTtl) {
            ttl = frame.payload() instanceof Ipv4Packet packet ? packet.ttl() : 0;
        } else if (ttl == 0 && remote.address().isMulticast()) {
            ttl = 1;
        }
        return ttl != 0 ? ttl : TunnelOutput.hopLimit(device.underlay(), route);
    }

    private static boolean dontFragment(VxlanConfig config, EthernetFrame frame) {
        return switch (config.dontFragment) {
            case SET -> true;
            case INHERIT -> frame.payload() instanceof Ipv4Packet packet && packet.dontFragment();
            case UNSET -> false;
        };
    }

    /** A source port that stands for the flow inside ({@code udp_flow_src_port}). */
    private static int sourcePort(VxlanDevice device, EthernetFrame frame) {
        int low = device.config().lowPort;
        int high = device.config().highPort;
        if (low == 0 && high == 0) {
            low = device.net().sysctls().get(NetIpv4.IP_LOCAL_PORT_RANGE);
            high = device.net().sysctls().second(NetIpv4.IP_LOCAL_PORT_RANGE);
        }
        int hash = frame.destination().hashCode() * 31 + frame.source().hashCode();
        if (frame.payload() instanceof Ipv4Packet packet) {
            hash = packet.source().bits() * 31 + packet.destination().bits() * 17 + packet.protocol();
        }
        hash *= 0x9e3779b9;
        hash ^= hash << 16;
        return (int) ((hash & 0xffff_ffffL) * (high - low) >>> 32) + low;
    }
}
