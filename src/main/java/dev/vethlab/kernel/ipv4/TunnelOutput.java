package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;

/** The way of what a tunnel device sends: an IPv4 header before it, and out by a route (net/ipv4/ip_tunnel_core.c). */
public final class TunnelOutput {

    private static final int ECN_MASK = 3;
    private static final int CONGESTED = 3;
    private static final int CAPABLE = 2;

    private TunnelOutput() {}

    /** The header around what is sent. */
    public record Header(
            Ipv4Address source, Ipv4Address destination, int protocol, int tos, int ttl, boolean dontFragment) {}

    /**
     * Sends ({@code iptunnel_xmit}) and counts at the tunnel device.
     *
     * @param counted how many bytes the device counts: those of the packet inside
     */
    public static void send(
            NetNamespace net, NetDevice tunnel, Skb inner, Route route, Header header, Payload payload, int counted) {
        Ipv4 ipv4 = net.subsystem(Ipv4.class);
        Ipv4Packet packet = new Ipv4Packet(
                header.tos,
                ipv4.nextId(),
                header.dontFragment,
                false,
                0,
                header.ttl,
                header.protocol,
                header.source,
                header.destination,
                Bytes.EMPTY,
                payload);
        Skb outer = new Skb(route.device(), EthernetFrame.TYPE_IPV4, packet);
        outer.captureNumber = inner.captureNumber;
        outer.priority = inner.priority;
        outer.mark = tunnel.net() == net ? inner.mark : 0;
        outer.dst = route;
        try {
            ipv4.localOut(outer, packet, route, false);
            tunnel.stats().txPackets++;
            tunnel.stats().txBytes += counted;
        } catch (KernelException refused) {
            tunnel.stats().txErrors++;
        }
    }

    /** The time to live of a packet that asks for none of its own ({@code ip4_dst_hoplimit}). */
    public static int hopLimit(NetNamespace net, Route route) {
        return route.hopLimit() != 0 ? route.hopLimit() : net.sysctls().get(NetIpv4.IP_DEFAULT_TTL);
    }

    /** The type of service outside, given the one inside: congestion is told once ({@code ip_tunnel_ecn_encap}). */
    public static int encapsulatedTos(int tos, int inner) {
        int mark = inner & ECN_MASK;
        return tos & ~ECN_MASK | (mark == CONGESTED ? CAPABLE : mark);
    }
}
