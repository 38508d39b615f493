package dev.vethlab.kernel.macvlan;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;
import java.util.Locale;

/** Tells which of the devices over one do not get each other's frames, and why: their modes, or that one is down. */
final class KeptApart {

    private KeptApart() {}

    /** Notes, while somebody listens, which devices beside the sender a frame could be for and does not reach. */
    static void note(Skb skb, EthernetFrame frame, MacvlanDevice sender, List<MacvlanDevice> devices) {
        if (!sender.machine().tracer().isOn()) {
            return;
        }
        for (MacvlanDevice device : devices) {
            boolean meant =
                    frame.destination().isMulticast() || frame.destination().equals(device.address());
            boolean joined = sender.mode() == MacvlanMode.BRIDGE && device.mode() == MacvlanMode.BRIDGE;
            if (device != sender && meant && !(joined && device.isUp())) {
                Drops.withhold(
                        device, skb, "macvlan_queue_xmit", joined ? device.name() + " is down" : apart(sender, device));
            }
        }
    }

    private static String apart(MacvlanDevice sender, MacvlanDevice device) {
        return device.name() + " (mode " + word(device) + ") gets nothing from " + sender.name() + " (mode "
                + word(sender) + ") beside it: only devices in mode bridge reach each other";
    }

    private static String word(MacvlanDevice device) {
        return device.mode().name().toLowerCase(Locale.ROOT);
    }
}
