package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.BridgedPacket;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.RxHandler;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;

/** What becomes of a frame that a port received, and of one that the host sends by the bridge (net/bridge/br_input.c, br_device.c). */
public final class BridgeInput {

    private static final long LINK_LOCAL = 0x0180_c200_0000L;
    private static final long LINK_LOCAL_MASK = 0xffff_ffff_fff0L;
    private static final int MAC_PAUSE = 1;

    private final Bridge bridge;
    private final BridgeForward forward;
    private final Snooping snooping;

    BridgeInput(Bridge bridge) {
        this.bridge = bridge;
        this.forward = new BridgeForward(bridge);
        this.snooping = bridge.snooping();
    }

    static boolean isLinkLocal(MacAddress address) {
        return (address.bits() & LINK_LOCAL_MASK) == LINK_LOCAL;
    }

    /** {@code br_handle_frame}. */
    RxHandler.Result handle(BridgePort port, Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame == null || skb.type == PacketType.LOOPBACK) {
            return RxHandler.Result.PASS;
        }
        if (!frame.source().isValidUnicast()) {
            return drop(skb, DropReason.MAC_INVALID_SOURCE, "its source is no address of a station");
        }
        MacAddress destination = frame.destination();
        if (isLinkLocal(destination)) {
            int last = destination.octet(5);
            if (last == MAC_PAUSE) {
                return drop(skb, DropReason.MAC_IEEE_MAC_CONTROL, "pause frames end at the first bridge");
            }
            if (!forwardsLinkLocal(port, last)) {
                return takeLinkLocal(port, skb, frame);
            }
        }
        if (port.state != PortState.FORWARDING && port.state != PortState.LEARNING) {
            return drop(
                    skb,
                    DropReason.BRIDGE_INGRESS_STP_STATE,
                    "port " + port.device().name() + " is " + port.state.name().toLowerCase(java.util.Locale.ROOT));
        }
        if (bridge.address().equals(destination)) {
            skb.type = PacketType.HOST;
        }
        receive(port, skb);
        return RxHandler.Result.CONSUMED;
    }

    /** The hook NF_BR_PRE_ROUTING. */
    private void receive(BridgePort port, Skb skb) {
        HookFunction hook = bridge.net().hooks().bridge(HookPoint.PRE_ROUTING);
        if (hook == null || hook.run(skb, port.device(), null).isAccept()) {
            handleFrameFinish(port, skb);
        }
    }

    private boolean forwardsLinkLocal(BridgePort port, int last) {
        int mask = bridge.requiredForwardMask | port.groupForwardMask;
        if (last == 0) {
            return !bridge.stp().isOn() || (mask & 1) != 0;
        }
        return ((mask | bridge.groupForwardMask()) & 1 << last) != 0;
    }

    /** {@code br_handle_local_finish}: for the bridge as a station on the link; the spanning tree's messages among them. */
    private RxHandler.Result takeLinkLocal(BridgePort port, Skb skb, EthernetFrame frame) {
        boolean learns = port.has(PortFlag.LEARNING)
                && (port.state == PortState.LEARNING || port.state == PortState.FORWARDING)
                && !bridge.isDeafToLinkLocalSources();
        if (learns) {
            int vlan = bridge.vlanFilter().isFiltering()
                    ? port.vlans().learnedIn(skb, bridge.vlanFilter().protocol())
                    : 0;
            if (vlan >= 0) {
                bridge.fdb().update(port, frame.source(), vlan, false);
            }
        }
        HookFunction hook = bridge.net().hooks().bridge(HookPoint.LOCAL_IN);
        if (hook != null && !hook.run(skb, port.device(), null).isAccept()) {
            return RxHandler.Result.CONSUMED;
        }
        if (StpMessages.isBpdu(frame)) {
            bridge.stp().messages().receive(port, frame);
            return RxHandler.Result.CONSUMED;
        }
        return RxHandler.Result.PASS;
    }

    private static RxHandler.Result drop(Skb skb, DropReason reason, String why) {
        Drops.drop(skb, reason, "br_handle_frame", why, List.of());
        return RxHandler.Result.CONSUMED;
    }

    /** Switches a frame that has passed the filters ({@code br_handle_frame_finish}); br_netfilter goes on here too. */
    public void handleFrameFinish(BridgePort port, Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return;
        }
        BridgeVlans filter = bridge.vlanFilter();
        boolean filtered = filter.isFiltering();
        int vlan = 0;
        if (filtered) {
            vlan = port.vlans().ingress(skb, filter.protocol());
            if (vlan == 0) {
                Drops.drop(
                        skb,
                        DropReason.NOT_SPECIFIED,
                        "br_handle_frame_finish",
                        "port " + port.device().name() + " is not in the frame's VLAN",
                        List.of());
                return;
            }
        }
        if (port.has(PortFlag.LOCKED) && !isKnownAt(port, frame.source(), vlan)) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "br_handle_frame_finish", "the port is locked", List.of());
            return;
        }
        if (port.has(PortFlag.LEARNING)) {
            bridge.fdb().update(port, frame.source(), vlan, false);
        }
        MacAddress destination = frame.destination();
        FrameKind kind = kindOf(destination);
        if (kind == FrameKind.MULTICAST) {
            snooping.received(port, skb, vlan);
        }
        if (port.state == PortState.LEARNING) {
            drop(
                    skb,
                    DropReason.BRIDGE_INGRESS_STP_STATE,
                    "port " + port.device().name() + " is learning");
            return;
        }
        switchFrame(port, skb, destination, kind, vlan, filtered);
    }

    private boolean isKnownAt(BridgePort port, MacAddress source, int vlan) {
        FdbEntry entry = bridge.fdb().find(source, vlan);
        return entry != null && entry.port == port && !entry.local;
    }

    private static FrameKind kindOf(MacAddress destination) {
        if (!destination.isMulticast()) {
            return FrameKind.UNICAST;
        }
        return destination.isBroadcast() ? FrameKind.BROADCAST : FrameKind.MULTICAST;
    }

    private void switchFrame(
            BridgePort port, Skb skb, MacAddress destination, FrameKind kind, int vlan, boolean filtered) {
        NetDevice from = port.device();
        boolean isolated = port.has(PortFlag.ISOLATED);
        boolean answered = ArpProxy.answers(bridge, port, skb, vlan);
        boolean promiscuous = bridge.isPromiscuous();
        boolean up = promiscuous || kind == FrameKind.BROADCAST;
        List<BridgePort> members = null;
        if (kind == FrameKind.UNICAST) {
            FdbEntry entry = bridge.fdb().find(destination, vlan);
            if (entry != null) {
                if (entry.local) {
                    noteOwnership(entry, skb);
                    passUp(skb, filtered, promiscuous);
                    return;
                }
                entry.usedNs = bridge.machine().nowNs();
                forward.forward(entry.port, skb, from, filtered, isolated, up);
                if (up) {
                    passUp(skb, filtered, promiscuous);
                }
                return;
            }
        } else if (kind == FrameKind.MULTICAST) {
            members = snooping.members(port, skb, vlan);
            boolean heard = members == null || snooping.isHeardByHost(skb, vlan);
            if (heard) {
                bridge.stats().multicast++;
                up = true;
            }
        }
        if (members != null) {
            forward.multicast(members, skb, from, filtered, isolated, up);
        } else {
            forward.flood(kind, skb, from, filtered, isolated, answered, up);
        }
        if (up) {
            passUp(skb, filtered, promiscuous);
        }
    }

    /** An entry that somebody has set makes an address the host's own, wherever its station is. */
    private void noteOwnership(FdbEntry entry, Skb skb) {
        if (entry.isAddedByUser() && bridge.machine().tracer().isOn()) {
            Drops.withhold(
                    bridge,
                    skb,
                    "br_handle_frame_finish",
                    "an entry set by hand makes " + entry.address() + " an address of " + bridge.name() + " itself");
        }
    }

    /** {@code br_pass_frame_up}. */
    private void passUp(Skb skb, boolean filtered, boolean promiscuous) {
        bridge.stats().rxPackets++;
        bridge.stats().rxBytes += skb.payload.length();
        if (filtered) {
            boolean member = bridge.vlans().allowsEgress(skb);
            if (!member && !promiscuous) {
                Drops.drop(
                        skb,
                        DropReason.NOT_SPECIFIED,
                        "br_pass_frame_up",
                        bridge.name() + " itself is not in the frame's VLAN",
                        List.of());
                return;
            }
            if (member && bridge.vlans().isUntagged(skb.vlanId())) {
                skb.clearTag();
            }
        }
        NetDevice from = skb.dev;
        skb.dev = bridge;
        HookFunction hook = bridge.net().hooks().bridge(HookPoint.LOCAL_IN);
        if (hook == null || hook.run(skb, from, null).isAccept()) {
            bridge.receiveFromPort(skb);
        }
    }

    /** Goes on with a packet whose new station has just been found out ({@code br_nf_pre_routing_finish_bridge_slow}). */
    private void resume(Skb skb, BridgedPacket bridged, EthernetFrame frame) {
        BridgePort port = bridge.portOf(bridged.in);
        MacAddress source = bridged.asking;
        bridged.asking = null;
        if (port != null && source != null) {
            skb.pushHeader(frame.destination(), source);
            skb.dev = port.device();
            handleFrameFinish(port, skb);
        }
    }

    /** {@code br_dev_xmit}. */
    void transmit(Skb skb, EthernetFrame frame) {
        BridgedPacket bridged = skb.bridged;
        if (bridged != null && bridged.asking != null) {
            resume(skb, bridged, frame);
            return;
        }
        bridge.stats().txPackets++;
        bridge.stats().txBytes += skb.length();
        BridgeVlans filter = bridge.vlanFilter();
        boolean filtered = filter.isFiltering();
        int vlan = 0;
        if (filtered) {
            vlan = bridge.vlans().ingress(skb, filter.protocol());
            if (vlan == 0) {
                Drops.drop(
                        skb,
                        DropReason.NOT_SPECIFIED,
                        "br_dev_xmit",
                        "the bridge itself is not in the VLAN",
                        List.of());
                return;
            }
        }
        MacAddress destination = frame.destination();
        FrameKind kind = kindOf(destination);
        if (kind == FrameKind.UNICAST) {
            FdbEntry entry = bridge.fdb().find(destination, vlan);
            if (entry != null) {
                forward.forward(entry.port, skb, bridge, filtered, false, false);
                return;
            }
        } else if (kind == FrameKind.MULTICAST) {
            snooping.sent(skb, vlan);
            List<BridgePort> members = snooping.members(null, skb, vlan);
            if (members != null) {
                forward.multicast(members, skb, bridge, filtered, false, false);
                return;
            }
        }
        boolean answered = bridge.isSuppressing() && ArpProxy.answers(bridge, null, skb, vlan);
        forward.flood(kind, skb, bridge, filtered, false, answered, false);
    }
}
