package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way out: copies for this host, fragments, and the neighbour that comes next (net/ipv4/ip_output.c). */
final class Ipv4Output {

    private static final int MOST_MTU = 0xffff;

    private final NetNamespace net;
    private final NetSysctls sysctls;
    private final NeighbourTable neighbours;
    private @Nullable IcmpOutput icmp;

    Ipv4Output(NetNamespace net, NeighbourTable neighbours) {
        this.net = net;
        this.sysctls = net.sysctls();
        this.neighbours = neighbours;
    }

    /** Sets who reports packets that are too long; once, before the first packet. */
    void setIcmp(IcmpOutput output) {
        icmp = output;
    }

    /** The time to live of a packet made here ({@code ip4_dst_hoplimit}). */
    int ttl(Route route) {
        return route.hopLimit() != 0 ? route.hopLimit() : sysctls.get(NetIpv4.IP_DEFAULT_TTL);
    }

    /** The longest packet that is forwarded by a route ({@code ip_dst_mtu_maybe_forward}). */
    int forwardMtu(Route route) {
        return Math.min(route.mtu(), MOST_MTU);
    }

    /** Sends a packet made here; null, or what went wrong ({@code ip_local_out}). */
    @Nullable
    Errno localOut(Skb skb, Ipv4Packet packet, Route route, boolean mayFragment) {
        skb.payload = packet;
        skb.protocol = EthernetFrame.TYPE_IPV4;
        skb.dst = route;
        boolean passesMaster = L3mdev.isPort(route.device())
                && !packet.destination().isMulticast()
                && !packet.destination().isLimitedBroadcast();
        return passesMaster ? byMaster(skb, packet, route, mayFragment) : localOutHook(skb, packet, route, mayFragment);
    }

    /** A packet that leaves by a port of an L3 master passes the filters as by the master first ({@code vrf_ip_out_direct}). */
    private @Nullable Errno byMaster(Skb skb, Ipv4Packet packet, Route route, boolean mayFragment) {
        NetDevice master = L3mdev.master(route.device());
        for (HookPoint point : new HookPoint[] {HookPoint.LOCAL_OUT, HookPoint.POST_ROUTING}) {
            HookFunction hook = net.hooks().ipv4(point);
            if (hook != null) {
                HookVerdict verdict = hook.run(skb, null, master);
                if (!verdict.isAccept()) {
                    return verdict.isDrop() ? verdict.error() : null;
                }
            }
        }
        return localOutHook(skb, (Ipv4Packet) skb.payload, route, mayFragment);
    }

    /** Sends a packet that has passed an L3 master on by a route of its own ({@code vrf_ip_local_out}). */
    @Nullable
    Errno behindMaster(Skb skb, Ipv4Packet packet, Route route) {
        skb.payload = packet;
        skb.dst = route;
        return localOutHook(skb, packet, route, true);
    }

    /** The hook NF_INET_LOCAL_OUT. */
    private @Nullable Errno localOutHook(Skb skb, Ipv4Packet packet, Route route, boolean mayFragment) {
        HookFunction hook = net.hooks().ipv4(HookPoint.LOCAL_OUT);
        if (hook == null) {
            return output(skb, packet, route, mayFragment);
        }
        HookVerdict verdict = hook.run(skb, null, route.device());
        if (verdict.isAccept()) {
            return output(
                    skb, (Ipv4Packet) skb.payload, skb.dst instanceof Route ? (Route) skb.dst : route, mayFragment);
        }
        return verdict.isDrop() ? verdict.error() : null;
    }

    /** {@code dst_output} for a packet made here. */
    private @Nullable Errno output(Skb skb, Ipv4Packet packet, Route route, boolean mayFragment) {
        boolean toMany = route.type() == RouteType.MULTICAST || route.type() == RouteType.BROADCAST;
        if (toMany && route.deliverHere() && !route.device().isLoopback()) {
            return toMany(skb, packet, route, mayFragment);
        }
        skb.dev = route.device();
        return postRouting(skb, packet, route, mayFragment, null);
    }

    /** Sends on a packet that came in ({@code ip_output}). */
    void forwarded(Skb skb, Ipv4Packet packet, Route route) {
        NetDevice in = skb.dev;
        skb.dev = route.device();
        postRouting(skb, packet, route, skb.largestFragment > 0, in);
    }

    /** Sends to many, with a copy for this host ({@code ip_mc_output}). */
    private @Nullable Errno toMany(Skb skb, Ipv4Packet packet, Route route, boolean mayFragment) {
        skb.dev = route.device();
        if (route.type() == RouteType.MULTICAST) {
            if (!(skb.socket instanceof SendingSocket) || ((SendingSocket) skb.socket).multicastLoop()) {
                loopBack(skb);
            }
            if (packet.ttl() == 0) {
                Drops.drop(
                        skb,
                        DropReason.NOT_SPECIFIED,
                        "ip_mc_output",
                        "its time to live is 0: it does not leave this host",
                        List.of());
                return null;
            }
        } else {
            loopBack(skb);
        }
        return postRouting(skb, packet, route, mayFragment, null);
    }

    /** Hands a copy back to this host as if it had been received ({@code dev_loopback_xmit}). */
    private void loopBack(Skb skb) {
        Skb copy = skb.copy();
        copy.type = PacketType.LOOPBACK;
        copy.orphan();
        HookFunction hook = net.hooks().ipv4(HookPoint.POST_ROUTING);
        if (hook == null || hook.run(copy, null, copy.dev).isAccept()) {
            net.softnet().enqueue(copy);
        }
    }

    /** The hook NF_INET_POST_ROUTING. */
    private @Nullable Errno postRouting(
            Skb skb, Ipv4Packet packet, Route route, boolean mayFragment, @Nullable NetDevice in) {
        HookFunction hook = net.hooks().ipv4(HookPoint.POST_ROUTING);
        if (hook == null) {
            return finish(skb, packet, route, mayFragment);
        }
        HookVerdict verdict = hook.run(skb, in, skb.dev);
        if (verdict.isAccept()) {
            return finish(
                    skb, (Ipv4Packet) skb.payload, skb.dst instanceof Route ? (Route) skb.dst : route, mayFragment);
        }
        return verdict.isDrop() ? verdict.error() : null;
    }

    /** {@code ip_finish_output}. */
    private @Nullable Errno finish(Skb skb, Ipv4Packet packet, Route route, boolean mayFragment) {
        int mtu = skb.iif == 0 ? Math.min(route.mtu(), MOST_MTU) : forwardMtu(route);
        if (skb.largestFragment > 0) {
            mtu = Math.min(mtu, skb.largestFragment);
        }
        if (networkLength(skb, packet) <= mtu) {
            return toNeighbour(skb, packet, route);
        }
        if (packet.dontFragment() && !mayFragment) {
            if (icmp != null) {
                icmp.send(skb, packet, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.FRAGMENTATION_NEEDED, mtu);
            }
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "ip_fragment",
                    "it is " + packet.length() + " bytes long, may not be fragmented, and the MTU is " + mtu,
                    List.of());
            return Errno.EMSGSIZE;
        }
        return fragments(skb, packet, route, mtu);
    }

    /** How long it is on a wire: of several TCP segments in one, the longest alone ({@code skb_gso_network_seglen}). */
    static int networkLength(Skb skb, Ipv4Packet packet) {
        boolean several = skb.segmentSize > 0 && packet.payload() instanceof TcpSegment;
        return several
                ? packet.length() - ((TcpSegment) packet.payload()).payload().length() + skb.segmentSize
                : packet.length();
    }

    /** {@code ip_do_fragment}. */
    private @Nullable Errno fragments(Skb skb, Ipv4Packet packet, Route route, int mtu) {
        Fragmenter fragmenter = new Fragmenter(packet, mtu, true);
        if (!fragmenter.isPossible()) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "ip_do_fragment", "the MTU leaves no room for data", List.of());
            return Errno.EMSGSIZE;
        }
        while (fragmenter.hasNext()) {
            Ipv4Packet part = fragmenter.next();
            Skb copy = skb.copy();
            copy.payload = part;
            copy.refused = false;
            Errno error = toNeighbour(copy, part, route);
            if (error != null) {
                skb.refused = copy.refused;
                return error;
            }
        }
        return null;
    }

    /** {@code ip_finish_output2}. */
    private @Nullable Errno toNeighbour(Skb skb, Ipv4Packet packet, Route route) {
        NetDevice device = route.device();
        Ipv4Address nextHop = route.viaGateway() ? route.nextHop() : packet.destination();
        neighbours.findOrCreate(nextHop, device).output(skb);
        return skb.refused ? Errno.ENOBUFS : null;
    }
}
