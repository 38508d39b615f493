package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import java.util.Locale;

/** Tells which ports a frame is kept from, and why: {@code should_deliver} and the flags that {@code br_flood} asks for. */
final class LeftOut {

    private final Bridge bridge;

    LeftOut(Bridge bridge) {
        this.bridge = bridge;
    }

    /** Notes, while somebody listens, that a frame for many is kept from a port; silent about the port that it came in by. */
    void note(BridgePort port, Skb skb, NetDevice from, FrameKind kind, boolean filtered) {
        if (bridge.machine().tracer().isOn() && from != port.device()) {
            String why = why(port, skb, from, kind, filtered);
            Drops.withhold(
                    port.device(),
                    skb,
                    "br_flood",
                    bridge.name() + " keeps it from " + port.device().name() + ": " + why);
        }
    }

    /** Why a port does not get a frame. */
    static String why(BridgePort port, Skb skb, NetDevice from, FrameKind kind, boolean filtered) {
        if (port.state != PortState.FORWARDING) {
            return "the port is " + port.state.name().toLowerCase(Locale.ROOT);
        }
        if (from == port.device()) {
            return "it came in by that port";
        }
        if (filtered && !port.vlans().allowsEgress(skb)) {
            return "the port is not in VLAN " + skb.vlanId();
        }
        BridgePort source = BridgePort.of(from);
        if (port.has(PortFlag.ISOLATED) && source != null && source.has(PortFlag.ISOLATED)) {
            return "that port and " + from.name() + " are both isolated";
        }
        return switch (kind) {
            case UNICAST -> "unicast frames to unknown addresses are not flooded to the port";
            case MULTICAST -> "multicast frames are not flooded to the port";
            case BROADCAST -> "broadcast frames are not flooded to the port";
        };
    }
}
