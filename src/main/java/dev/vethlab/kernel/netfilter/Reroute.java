package dev.vethlab.kernel.netfilter;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.nftables.Environment;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;

/** Finds the way of a packet anew that was changed after it had one ({@code ip_route_me_harder}). */
final class Reroute {

    private Reroute() {}

    static HookVerdict reroute(Environment environment, Skb skb) {
        if (!(skb.payload instanceof Ipv4Packet packet)) {
            return HookVerdict.ACCEPT;
        }
        RouteType type = environment.fib().addressType(packet.source());
        boolean keepsSource = type == RouteType.LOCAL || type == RouteType.UNICAST;
        Ipv4Address source = keepsSource ? packet.source() : Ipv4Address.ANY;
        try {
            skb.dst = environment
                    .fib()
                    .output(new Flow(
                            0, 0, skb.mark, packet.tos(), packet.protocol(), source, packet.destination(), 0, 0, true));
            return HookVerdict.ACCEPT;
        } catch (KernelException noRoute) {
            Drops.drop(
                    skb,
                    DropReason.NETFILTER_DROP,
                    "ip_route_me_harder",
                    "after its translation there is no route to " + packet.destination(),
                    List.of());
            return new HookVerdict(HookVerdict.Fate.DROPPED, noRoute.errno());
        }
    }
}
