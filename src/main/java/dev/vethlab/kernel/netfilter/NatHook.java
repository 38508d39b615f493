package dev.vethlab.kernel.netfilter;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.CtInfo;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.kernel.netfilter.nat.Nat;
import dev.vethlab.kernel.netfilter.nat.NatManip;
import dev.vethlab.kernel.netfilter.nftables.Environment;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Address translation at one hook: the nat chains decide about the first packet of a connection ({@code nf_nat_inet_fn}). */
final class NatHook implements HookFunction {

    static final int DESTINATION = -100;
    static final int SOURCE = 100;

    private final Environment environment;
    private final HookPoint point;
    private final List<HookFunction> chains;
    private final NatManip manip;

    NatHook(Environment environment, HookPoint point, List<HookFunction> chains) {
        this.environment = environment;
        this.point = point;
        this.chains = List.copyOf(chains);
        this.manip = NatManip.at(point);
    }

    /** The priority of translation at a hook, whatever its chains say. */
    static int priority(HookPoint point) {
        return NatManip.at(point) == NatManip.SOURCE ? SOURCE : DESTINATION;
    }

    @Override
    public HookVerdict run(Skb skb, @Nullable NetDevice in, @Nullable NetDevice out) {
        Connection connection = Conntrack.of(skb);
        if (connection == null || !(skb.payload instanceof Ipv4Packet before)) {
            return HookVerdict.ACCEPT;
        }
        Nat nat = environment.nat();
        if (skb.ctInfo == CtInfo.NEW && !nat.isDecided(connection, manip)) {
            HookVerdict verdict = decide(skb, connection, in, out);
            if (!verdict.isAccept()) {
                return verdict;
            }
        } else if (nat.hasMoved(connection, skb, point, out)) {
            return drop(skb, "its masqueraded connection used to leave by another device");
        }
        if (!nat.translate(skb, before, connection, point)) {
            return drop(skb, "a redirect about a translated packet means nothing to its sender");
        }
        return afterwards(skb, before, connection);
    }

    private HookVerdict decide(Skb skb, Connection connection, @Nullable NetDevice in, @Nullable NetDevice out) {
        for (HookFunction chain : chains) {
            HookVerdict verdict = chain.run(skb, in, out);
            if (!verdict.isAccept()) {
                return verdict;
            }
            if (environment.nat().isDecided(connection, manip)) {
                return HookVerdict.ACCEPT;
            }
        }
        environment.nat().setUpUnchanged(connection, manip);
        return HookVerdict.ACCEPT;
    }

    private HookVerdict afterwards(Skb skb, Ipv4Packet before, Connection connection) {
        if (!(skb.payload instanceof Ipv4Packet after)) {
            return HookVerdict.ACCEPT;
        }
        if (point == HookPoint.PRE_ROUTING && !after.destination().equals(before.destination())) {
            skb.dst = null;
        } else if (point == HookPoint.LOCAL_OUT && skb.ctInfo != null) {
            boolean isReply = skb.ctInfo.isReply();
            Tuple way = isReply ? connection.reply() : connection.original();
            Tuple back = isReply ? connection.original() : connection.reply();
            Ipv4Address destination = way.destination();
            if (!destination.equals(back.source())) {
                return Reroute.reroute(environment, skb);
            }
        }
        return HookVerdict.ACCEPT;
    }

    private static HookVerdict drop(Skb skb, String detail) {
        Drops.drop(skb, DropReason.NETFILTER_DROP, "nf_nat_inet_fn", detail, List.of());
        return HookVerdict.DROP;
    }
}
