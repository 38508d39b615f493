package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketHooks;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Out of which ports a frame goes (net/bridge/br_forward.c). */
public final class BridgeForward {

    private static final int VLAN_HEADER_LENGTH = 4;

    private final Bridge bridge;
    private final LeftOut leftOut;

    BridgeForward(Bridge bridge) {
        this.bridge = bridge;
        this.leftOut = new LeftOut(bridge);
    }

    /** {@code should_deliver}. */
    private static boolean shouldDeliver(BridgePort port, Skb skb, NetDevice from, boolean filtered, boolean isolated) {
        return (port.has(PortFlag.HAIRPIN) || from != port.device())
                && port.state == PortState.FORWARDING
                && (!filtered || port.vlans().allowsEgress(skb))
                && !(isolated && port.has(PortFlag.ISOLATED));
    }

    /**
     * Sends a frame to the port that leads to its destination ({@code br_forward}).
     *
     * @param to the port; null where the frame goes nowhere
     * @param from the device that it came in by; the bridge itself for frames of the host
     * @param kept whether the caller still needs the frame
     */
    void forward(@Nullable BridgePort to, Skb skb, NetDevice from, boolean filtered, boolean isolated, boolean kept) {
        BridgePort port = to;
        if (port != null && port.backup != null && !port.device().hasCarrier()) {
            port = port.backup;
        }
        if (port != null && shouldDeliver(port, skb, from, filtered, isolated)) {
            trace(skb, "br_forward", port.device().name());
            send(port, kept ? skb.copy() : skb, from, filtered);
        } else if (!kept) {
            dropUndelivered(skb, port, from, filtered);
        }
    }

    private void dropUndelivered(Skb skb, @Nullable BridgePort port, NetDevice from, boolean filtered) {
        String why = port == null
                ? "the address is the host's own"
                : bridge.name() + " has it for " + port.device().name() + ": "
                        + LeftOut.why(port, skb, from, FrameKind.UNICAST, filtered);
        Drops.drop(
                skb,
                DropReason.NO_TX_TARGET,
                bridge == skb.dev ? "br_dev_xmit" : "br_handle_frame_finish",
                why,
                List.of());
    }

    /** Sends a frame to every port that wants it, the newest port first ({@code br_flood}). */
    void flood(
            FrameKind kind,
            Skb skb,
            NetDevice from,
            boolean filtered,
            boolean isolated,
            boolean answered,
            boolean kept) {
        BridgePort previous = null;
        for (BridgePort port : bridge.ports()) {
            if (!floods(kind, port, from)
                    || port.has(PortFlag.PROXY_ARP)
                    || answered && (port.has(PortFlag.PROXY_ARP_WIFI) || port.has(PortFlag.NEIGH_SUPPRESS))
                    || !shouldDeliver(port, skb, from, filtered, isolated)) {
                leftOut.note(port, skb, from, kind, filtered);
                continue;
            }
            if (previous != null) {
                send(previous, skb.copy(), from, filtered);
            }
            previous = port;
        }
        finish(previous, skb, from, filtered, kept);
    }

    /** Sends a frame to the ports that are in its group, and those that lead to routers ({@code br_multicast_flood}). */
    void multicast(
            List<BridgePort> members, Skb skb, NetDevice from, boolean filtered, boolean isolated, boolean kept) {
        BridgePort previous = null;
        for (BridgePort port : members) {
            if (!shouldDeliver(port, skb, from, filtered, isolated)) {
                continue;
            }
            if (previous != null) {
                send(previous, skb.copy(), from, filtered);
            }
            previous = port;
        }
        finish(previous, skb, from, filtered, kept);
    }

    private void finish(@Nullable BridgePort last, Skb skb, NetDevice from, boolean filtered, boolean kept) {
        if (last != null) {
            trace(skb, "br_flood", "every port");
            send(last, kept ? skb.copy() : skb, from, filtered);
        } else if (!kept) {
            Drops.drop(
                    skb,
                    DropReason.NO_TX_TARGET,
                    bridge == skb.dev ? "br_dev_xmit" : "br_flood",
                    "no port of " + bridge.name() + " takes it",
                    List.of());
        }
    }

    private boolean floods(FrameKind kind, BridgePort port, NetDevice from) {
        return switch (kind) {
            case UNICAST -> port.has(PortFlag.FLOOD);
            case MULTICAST -> port.has(PortFlag.MCAST_FLOOD) || from == bridge;
            case BROADCAST -> port.has(PortFlag.BCAST_FLOOD) || from == bridge;
        };
    }

    /** The hooks NF_BR_FORWARD or NF_BR_LOCAL_OUT, and NF_BR_POST_ROUTING ({@code __br_forward}, {@code br_forward_finish}). */
    private void send(BridgePort to, Skb skb, NetDevice from, boolean filtered) {
        if (filtered && to.vlans().isUntagged(skb.vlanId())) {
            skb.clearTag();
        }
        NetDevice device = to.device();
        skb.dev = device;
        boolean ours = from == bridge;
        PacketHooks hooks = bridge.net().hooks();
        HookFunction forwarding = hooks.bridge(ours ? HookPoint.LOCAL_OUT : HookPoint.FORWARD);
        if (forwarding != null
                && !forwarding.run(skb, ours ? null : from, device).isAccept()) {
            return;
        }
        HookFunction leaving = hooks.bridge(HookPoint.POST_ROUTING);
        if (leaving == null || leaving.run(skb, null, device).isAccept()) {
            pushXmit(skb);
        }
    }

    /** Sends a frame by the port that it has been given to ({@code br_dev_queue_push_xmit}); br_netfilter does so with fragments. */
    public static void pushXmit(Skb skb) {
        NetDevice device = skb.dev;
        if (!device.isUp() || skb.length() > device.mtu() + EthernetFrame.HEADER_LENGTH + VLAN_HEADER_LENGTH) {
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "br_dev_queue_push_xmit",
                    device.isUp()
                            ? "the packet is longer than the MTU of " + device.name() + ", and a bridge tells nobody"
                            : device.name() + " is down",
                    List.of());
            return;
        }
        skb.dropFakeRoute();
        device.send(skb);
    }

    private void trace(Skb skb, String function, String where) {
        if (bridge.machine().tracer().isOn()) {
            PacketTrace.add(bridge, skb, function, Verdict.FORWARD, bridge.name() + " sends it to " + where);
        }
    }
}
