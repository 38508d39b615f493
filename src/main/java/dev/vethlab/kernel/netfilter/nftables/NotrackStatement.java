package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.CtInfo;

/** Keeps a packet from being tracked ({@code nft_notrack_eval}). */
public record NotrackStatement() implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        if (evaluation.skb.connection == null && evaluation.skb.ctInfo == null) {
            evaluation.skb.ctInfo = CtInfo.UNTRACKED;
        }
        return Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return "notrack";
    }
}
