package dev.vethlab.kernel.netfilter;

import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.ChainRun;
import dev.vethlab.kernel.netfilter.nftables.Environment;
import dev.vethlab.kernel.netfilter.nftables.Evaluation;
import dev.vethlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** A base chain at its hook ({@code nft_do_chain_ipv4}, {@code nf_route_table_hook4}). */
record ChainHook(Environment environment, Chain chain, BaseChain base) implements HookFunction {

    @Override
    public HookVerdict run(Skb skb, @Nullable NetDevice in, @Nullable NetDevice out) {
        int mark = skb.mark;
        Object before = skb.payload;
        HookVerdict verdict = new ChainRun(
                        chain, base, new Evaluation(environment, chain.table().family(), skb, base.point(), in, out))
                .run();
        boolean reroutes = verdict.isAccept()
                && base.type() == BaseChain.Type.ROUTE
                && base.point() == HookPoint.LOCAL_OUT
                && (mark != skb.mark || isReaddressed(before, skb.payload));
        return reroutes ? Reroute.reroute(environment, skb) : verdict;
    }

    private static boolean isReaddressed(Object before, Object after) {
        return before != after
                && before instanceof Ipv4Packet old
                && after instanceof Ipv4Packet changed
                && (!old.source().equals(changed.source())
                        || !old.destination().equals(changed.destination())
                        || old.tos() != changed.tos());
    }
}
