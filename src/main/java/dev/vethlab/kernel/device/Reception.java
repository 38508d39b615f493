package dev.vethlab.kernel.device;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;

/** What happens to a frame that a device received ({@code eth_type_trans}, {@code __netif_receive_skb_core}). */
final class Reception {

    private static final int MOST_ROUNDS = 64;

    private Reception() {}

    static void receive(Skb skb) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            NetDevice dev = skb.dev;
            skb.iif = dev.index;
            skb.untag();
            if (skb.redirection == Redirection.RETURNED) {
                skb.redirection = Redirection.NONE;
            } else if (!passesTaps(skb)) {
                return;
            }
            RxHandler vlans = skb.isTagged() ? dev.uppers().vlans() : null;
            if (vlans != null) {
                RxHandler.Result result = vlans.handle(skb);
                if (result == RxHandler.Result.CONSUMED) {
                    return;
                }
                if (result == RxHandler.Result.ANOTHER) {
                    continue;
                }
            }
            RxHandler handler = dev.uppers.rxHandler;
            if (handler != null) {
                RxHandler.Result result = handler.handle(skb);
                if (result == RxHandler.Result.CONSUMED) {
                    return;
                }
                if (result == RxHandler.Result.ANOTHER) {
                    continue;
                }
                if (result == RxHandler.Result.EXACT) {
                    dev.stats().rxNohandler++;
                    Drops.ignore(skb, "__netif_receive_skb_core", "it came by a device that is not in use", List.of());
                    return;
                }
            }
            if (skb.isTagged()) {
                dropTag(skb);
            }
            if (!dev.net.deliver(skb)) {
                dev.stats().rxDropped++;
                Drops.drop(
                        skb,
                        DropReason.UNHANDLED_PROTO,
                        "__netif_receive_skb_core",
                        "nothing here takes frames of type 0x" + Integer.toHexString(skb.protocol),
                        List.of());
            }
            return;
        }
    }

    /** Shows a packet to those who look at all; false where a filter keeps it. */
    private static boolean passesTaps(Skb skb) {
        NetDevice dev = skb.dev;
        if (!dev.isLoopback() && skb.type != PacketType.LOOPBACK) {
            dev.capture(skb, Direction.IN);
        }
        for (PacketHandler tap : dev.net.packetTaps()) {
            tap.receive(skb);
        }
        TrafficControl control = dev.queue.trafficControl();
        return (control == null || control.receive(skb)) && dev.hooks.receive(skb);
    }

    /** A tag that nobody has taken: of VLAN 0 it means nothing, of another one the packet is not for this device. */
    private static void dropTag(Skb skb) {
        if (skb.vlanId() != 0) {
            skb.type = PacketType.OTHERHOST;
            explain(skb);
        }
        skb.clearTag();
    }

    private static void explain(Skb skb) {
        if (PacketTrace.isOn(skb)) {
            PacketTrace.add(
                    skb,
                    "__netif_receive_skb_core",
                    Verdict.REFUSE,
                    "the frame is of VLAN " + skb.vlanId() + ", and " + skb.dev.name()
                            + " has no interface for it: it is taken for another station's");
        }
    }

    /** Whom a frame is for, as the receiving device sees it. */
    static PacketType typeOf(EthernetFrame frame, NetDevice dev) {
        MacAddress destination = frame.destination();
        if (destination.bits() == dev.address.bits()) {
            return PacketType.HOST;
        }
        if (destination.isMulticast()) {
            return destination.bits() == dev.broadcast.bits() ? PacketType.BROADCAST : PacketType.MULTICAST;
        }
        return PacketType.OTHERHOST;
    }
}
