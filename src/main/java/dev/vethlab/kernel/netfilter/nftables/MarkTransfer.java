package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;

/**
 * Copies bits between the mark of a packet and that of its connection ({@code connmark_tg_shift}).
 *
 * @param save whether the connection gets them, else the packet
 * @param nfMask the bits of the packet's mark that take part
 * @param ctMask the bits of the connection's mark that take part
 */
public record MarkTransfer(boolean save, int nfMask, int ctMask) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        Connection connection = Conntrack.of(evaluation.skb);
        if (connection != null && save) {
            connection.mark = connection.mark & ~ctMask ^ evaluation.skb.mark & nfMask;
        } else if (connection != null) {
            evaluation.skb.mark = evaluation.skb.mark & ~nfMask ^ connection.mark & ctMask;
        }
        return Outcome.NEXT;
    }

    @Override
    public boolean needsConntrack() {
        return true;
    }

    @Override
    public String text(TextStyle style) {
        return "xt target CONNMARK";
    }
}
