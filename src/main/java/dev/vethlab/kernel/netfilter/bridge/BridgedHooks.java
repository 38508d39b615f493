package dev.vethlab.kernel.netfilter.bridge;

import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.BridgeSetting;
import dev.vethlab.kernel.device.BridgedPacket;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what a namespace's bridges switch to its IPv4 and ARP filters ({@code br_nf_ops}). */
public final class BridgedHooks {

    /** Where among the filters of the bridge family this happens ({@code NF_BR_PRI_BRNF}); leaving, it is the last. */
    public static final int PRIORITY = 0;

    private final NetNamespace net;
    private final BridgedTranslation translation;
    private final BridgedOutput output = new BridgedOutput();

    public BridgedHooks(NetNamespace net, BridgedTranslation translation) {
        this.net = net;
        this.translation = translation;
    }

    /** What is done at a hook of bridges; null where it is nothing. */
    public @Nullable HookFunction at(HookPoint point) {
        return switch (point) {
            case PRE_ROUTING -> this::preRouting;
            case FORWARD -> this::forward;
            case POST_ROUTING -> this::postRouting;
            default -> null;
        };
    }

    /** {@code br_nf_pre_routing}. */
    private HookVerdict preRouting(Skb skb, @Nullable NetDevice in, @Nullable NetDevice out) {
        if (in == null || !(in.master().orElse(null) instanceof Bridge bridge)) {
            return HookVerdict.ACCEPT;
        }
        if (!isCalled(bridge, NetIpv4.BRIDGE_NF_CALL_IPTABLES, BridgeSetting.NF_CALL_IPTABLES) || !isIpv4(skb)) {
            return HookVerdict.ACCEPT;
        }
        if (!(skb.payload instanceof Ipv4Packet packet)) {
            Drops.drop(skb, DropReason.IP_INHDR, "br_nf_pre_routing", "the header is no valid IPv4 header", List.of());
            return HookVerdict.DROP;
        }
        BridgedPacket bridged = new BridgedPacket(in, packet.destination());
        skb.bridged = bridged;
        skb.control = null;
        NetDevice logical = LogicalDevice.of(bridge, skb);
        PacketType type = asHost(skb);
        skb.dev = logical;
        HookFunction hook = net.hooks().ipv4(HookPoint.PRE_ROUTING);
        HookVerdict verdict = hook == null ? HookVerdict.ACCEPT : hook.run(skb, logical, null);
        bridged.inPreRouting = false;
        skb.type = type;
        if (!verdict.isAccept()) {
            return verdict;
        }
        skb.refreshFrame();
        return translation.finish(skb, bridged, bridge, logical);
    }

    /** {@code br_nf_forward}. */
    private HookVerdict forward(Skb skb, @Nullable NetDevice in, @Nullable NetDevice out) {
        BridgePort port = out == null ? null : BridgePort.of(out);
        if (in == null || port == null) {
            return HookVerdict.ACCEPT;
        }
        if (skb.payload instanceof ArpPacket && isInside(skb, EthernetFrame.TYPE_ARP)) {
            return forwardArp(skb, in, port);
        }
        BridgedPacket shared = skb.bridged;
        if (shared == null || !isIpv4(skb)) {
            return HookVerdict.ACCEPT;
        }
        BridgedPacket bridged = shared.unshared();
        skb.bridged = bridged;
        bridged.out = port.device();
        HookFunction hook = net.hooks().ipv4(HookPoint.FORWARD);
        if (hook == null) {
            return HookVerdict.ACCEPT;
        }
        PacketType type = asHost(skb);
        HookVerdict verdict = hook.run(skb, LogicalDevice.of(port.bridge(), skb), port.bridge());
        skb.type = type;
        skb.refreshFrame();
        return verdict;
    }

    private HookVerdict forwardArp(Skb skb, NetDevice in, BridgePort port) {
        HookFunction hook = net.hooks().arp(HookPoint.FORWARD);
        boolean called = isCalled(port.bridge(), NetIpv4.BRIDGE_NF_CALL_ARPTABLES, BridgeSetting.NF_CALL_ARPTABLES);
        return hook == null || !called ? HookVerdict.ACCEPT : hook.run(skb, in, port.device());
    }

    /** {@code br_nf_post_routing}. */
    private HookVerdict postRouting(Skb skb, @Nullable NetDevice in, @Nullable NetDevice out) {
        BridgedPacket bridged = skb.bridged;
        BridgePort port = out == null ? null : BridgePort.of(out);
        if (bridged == null || bridged.out == null || port == null || !isIpv4(skb)) {
            return HookVerdict.ACCEPT;
        }
        HookFunction hook = net.hooks().ipv4(HookPoint.POST_ROUTING);
        if (hook != null) {
            asHost(skb);
            HookVerdict verdict = hook.run(skb, null, port.bridge());
            if (!verdict.isAccept()) {
                return verdict;
            }
            skb.refreshFrame();
        }
        return output.send(skb, port);
    }

    private boolean isCalled(Bridge bridge, NetIpv4 everywhere, BridgeSetting here) {
        return net.sysctls().isSet(everywhere) || bridge.settings().isOn(here);
    }

    private boolean isIpv4(Skb skb) {
        return isInside(skb, EthernetFrame.TYPE_IPV4);
    }

    private boolean isInside(Skb skb, int protocol) {
        return skb.protocol == protocol
                && (!skb.isTagged() || net.sysctls().isSet(NetIpv4.BRIDGE_NF_FILTER_VLAN_TAGGED));
    }

    /** Has a packet for another station look as one for the host; what it was. */
    private static PacketType asHost(Skb skb) {
        PacketType type = skb.type;
        if (type == PacketType.OTHERHOST) {
            skb.type = PacketType.HOST;
        }
        return type;
    }
}
