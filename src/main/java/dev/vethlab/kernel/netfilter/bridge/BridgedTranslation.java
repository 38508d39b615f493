package dev.vethlab.kernel.netfilter.bridge;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.device.BridgedPacket;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.InputResult;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;

/**
 * Where a bridged packet goes whose destination was translated: to another station of the same bridge, whose MAC address it then
 * needs, or up to the host, which routes it ({@code br_nf_pre_routing_finish}).
 */
public final class BridgedTranslation {

    private static final String FUNCTION = "br_nf_pre_routing_finish";

    private final Fib fib;
    private final NeighbourTable neighbours;

    public BridgedTranslation(Fib fib, NeighbourTable neighbours) {
        this.fib = fib;
        this.neighbours = neighbours;
    }

    /**
     * Gives a packet that the IPv4 filters have seen back to its bridge.
     *
     * @param logical the device that it came in by as far as IPv4 knows
     */
    HookVerdict finish(Skb skb, BridgedPacket bridged, Bridge bridge, NetDevice logical) {
        if (!(skb.payload instanceof Ipv4Packet packet)) {
            return HookVerdict.ACCEPT;
        }
        if (packet.destination().equals(bridged.destination)) {
            Route fake = bridge.fakeRoute();
            bridged.fake = fake;
            skb.dst = fake;
            skb.tunnel = null;
            skb.dev = bridged.in;
            return HookVerdict.ACCEPT;
        }
        InputResult way = fib.input(skb, packet, logical);
        if (way instanceof InputResult.Routed routed) {
            skb.dst = routed.route();
            skb.tunnel = null;
            if (routed.route().device() == logical) {
                return toStation(skb, packet, bridged, routed.route(), bridge);
            }
        } else if (way instanceof InputResult.Refused refused
                && !refused.function().equals("ip_error")) {
            Drops.drop(skb, refused.reason(), FUNCTION, refused.detail(), refused.sysctls());
            return HookVerdict.DROP;
        }
        skb.dev = bridged.in;
        EthernetFrame frame = skb.frame;
        if (frame != null) {
            skb.pushHeader(logical.address(), frame.source());
        }
        skb.type = PacketType.HOST;
        return HookVerdict.ACCEPT;
    }

    /** {@code br_nf_pre_routing_finish_bridge}: the frame keeps its source; where its new station is unknown, the bridge asks. */
    private HookVerdict toStation(Skb skb, Ipv4Packet packet, BridgedPacket bridged, Route route, Bridge bridge) {
        EthernetFrame frame = skb.frame;
        BridgePort port = BridgePort.of(bridged.in);
        if (frame == null || port == null) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, FUNCTION, "its port is gone", List.of());
            return HookVerdict.DROP;
        }
        Ipv4Address hop = route.viaGateway() ? route.nextHop() : packet.destination();
        Neighbour neighbour = neighbours.findOrCreate(hop, bridge);
        if (neighbour.isConnected()) {
            skb.pushHeader(neighbour.lladdr(), frame.source());
            skb.dev = bridged.in;
            bridge.input().handleFrameFinish(port, skb);
        } else {
            bridged.asking = frame.source();
            skb.dev = bridge;
            neighbour.output(skb);
        }
        return HookVerdict.STOLEN;
    }
}
