package dev.vethlab.kernel.netfilter;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;

/** Connection tracking at the hooks: fragments are put together, packets find their connection, and it is confirmed at the end. */
final class TrackingHooks {

    static final int DEFRAGMENT = -400;
    static final int TRACK = -200;
    static final int CONFIRM = Integer.MAX_VALUE;

    private final Ipv4 ipv4;
    private final Conntrack conntrack;

    TrackingHooks(Ipv4 ipv4, Conntrack conntrack) {
        this.ipv4 = ipv4;
        this.conntrack = conntrack;
    }

    /** {@code ipv4_conntrack_defrag}. */
    HookVerdict defragment(Skb skb) {
        if (skb.payload instanceof Ipv4Packet packet && packet.isFragment()) {
            Ipv4Packet whole = ipv4.reassemble(skb, packet);
            if (whole == null) {
                return HookVerdict.STOLEN;
            }
            skb.payload = whole;
        }
        return HookVerdict.ACCEPT;
    }

    /** {@code nf_conntrack_in}. */
    HookVerdict track(Skb skb) {
        if (skb.payload instanceof Ipv4Packet packet && !conntrack.track(skb, packet)) {
            Drops.drop(
                    skb,
                    DropReason.NETFILTER_DROP,
                    "nf_conntrack_in",
                    "the table of connections is full: nf_conntrack_max",
                    List.of());
            return HookVerdict.DROP;
        }
        return HookVerdict.ACCEPT;
    }

    /** {@code nf_confirm}. */
    HookVerdict confirm(Skb skb) {
        if (!conntrack.table().confirm(skb)) {
            Drops.drop(
                    skb,
                    DropReason.NETFILTER_DROP,
                    "__nf_conntrack_confirm",
                    "another connection has the same name by now",
                    List.of());
            return HookVerdict.DROP;
        }
        return HookVerdict.ACCEPT;
    }
}
