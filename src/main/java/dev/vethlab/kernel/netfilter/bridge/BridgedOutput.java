package dev.vethlab.kernel.netfilter.bridge;

import dev.vethlab.kernel.bridge.BridgeForward;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.ipv4.Fragmenter;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;

/** Cuts a bridged packet that is too long for its port into fragments ({@code br_nf_dev_queue_xmit}). */
final class BridgedOutput {

    HookVerdict send(Skb skb, BridgePort port) {
        if (!(skb.payload instanceof Ipv4Packet packet)
                || skb.segmentSize > 0
                || packet.length() <= port.device().mtu()) {
            return HookVerdict.ACCEPT;
        }
        int mtu = skb.dst instanceof Route route ? route.mtu() : port.bridge().mtu();
        boolean mayNot = packet.dontFragment() && skb.largestFragment == 0 || skb.largestFragment > mtu;
        int room = skb.largestFragment == 0 ? mtu : Math.min(mtu, skb.largestFragment);
        Fragmenter fragmenter = new Fragmenter(packet, room, false);
        if (mayNot || !fragmenter.isPossible()) {
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "br_nf_ip_fragment",
                    "the packet is longer than the MTU of " + port.device().name()
                            + " and may not be fragmented, and a bridge tells nobody",
                    List.of());
            return HookVerdict.DROP;
        }
        while (fragmenter.hasNext()) {
            Skb fragment = skb.copy();
            fragment.payload = fragmenter.next();
            fragment.refreshFrame();
            BridgeForward.pushXmit(fragment);
        }
        return HookVerdict.STOLEN;
    }
}
