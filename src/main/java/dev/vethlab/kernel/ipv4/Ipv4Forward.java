package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;

/** The way through: a packet for another host (net/ipv4/ip_forward.c). */
final class Ipv4Forward {

    private final NetSysctls sysctls;
    private final Ipv4Output output;
    private final IcmpOutput icmp;
    private final Redirects redirects;
    private final SourceRouting sourceRouting;

    Ipv4Forward(
            NetSysctls sysctls, Ipv4Output output, IcmpOutput icmp, Redirects redirects, SourceRouting sourceRouting) {
        this.sysctls = sysctls;
        this.output = output;
        this.icmp = icmp;
        this.redirects = redirects;
        this.sourceRouting = sourceRouting;
    }

    /** {@code ip_forward}. */
    void forward(Skb skb, Ipv4Packet packet, Route route) {
        if (skb.type != PacketType.HOST) {
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "ip_forward",
                    "a packet for another host came in a frame for many; only frames to this host are forwarded",
                    List.of());
            return;
        }
        if (packet.ttl() <= 1) {
            icmp.send(skb, packet, IcmpMessage.TIME_EXCEEDED, IcmpMessage.TTL_EXCEEDED, 0);
            Drops.drop(
                    skb,
                    DropReason.IP_INHDR,
                    "ip_forward",
                    "its time to live, " + packet.ttl() + ", does not allow another hop",
                    List.of());
            return;
        }
        IpOptions options = (IpOptions) skb.control;
        if (options != null && options.strictRoute && route.viaGateway()) {
            icmp.send(skb, packet, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.SOURCE_ROUTE_FAILED, 0);
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "ip_forward",
                    "the next hop of its strict source route is not on the link",
                    List.of());
            return;
        }
        int mtu = output.forwardMtu(route);
        if (packet.dontFragment()
                && Math.max(skb.largestFragment, Ipv4Output.networkLength(skb, packet)) > mtu
                && (skb.largestFragment == 0 || skb.largestFragment > mtu)) {
            icmp.send(skb, packet, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.FRAGMENTATION_NEEDED, mtu);
            Drops.drop(
                    skb,
                    DropReason.PKT_TOO_BIG,
                    "ip_forward",
                    "it is " + packet.length() + " bytes long, may not be fragmented, and the MTU of the way by "
                            + route.device().name() + " is " + mtu,
                    List.of());
            return;
        }
        Ipv4Packet onward = packet.withTtl(packet.ttl() - 1);
        skb.payload = onward;
        if (route.doRedirect() && (options == null || options.sourceRoute < 0)) {
            redirects.send(skb, onward, route);
        }
        if (sysctls.isSet(NetIpv4.IP_FORWARD_UPDATE_PRIORITY)) {
            skb.priority = TypeOfService.priority(packet.tos());
        }
        forwardHook(skb, onward, route);
    }

    /** The hook NF_INET_FORWARD. */
    private void forwardHook(Skb skb, Ipv4Packet packet, Route route) {
        HookFunction hook = skb.dev.net().hooks().ipv4(HookPoint.FORWARD);
        if (hook == null) {
            finish(skb, packet, route);
        } else if (hook.run(skb, skb.dev, route.device()).isAccept()) {
            finish(skb, (Ipv4Packet) skb.payload, route);
        }
    }

    /** {@code ip_forward_finish}. */
    private void finish(Skb skb, Ipv4Packet packet, Route route) {
        Ipv4Packet onward = packet;
        if (skb.control != null) {
            onward = sourceRouting.forward(skb, packet, (IpOptions) skb.control, route);
            skb.payload = onward;
        }
        if (PacketTrace.isOn(skb)) {
            String detail =
                    "forwarded by " + route.device().name() + (route.viaGateway() ? " to " + route.nextHop() : "");
            PacketTrace.end(skb.dev, skb, "ip_forward", Verdict.FORWARD, Fate.FORWARDED, detail);
        }
        output.forwarded(skb, onward, route);
    }
}
