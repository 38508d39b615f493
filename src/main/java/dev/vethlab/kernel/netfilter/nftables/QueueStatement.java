package dev.vethlab.kernel.netfilter.nftables;

/**
 * Hands a packet to a program (net/netfilter/xt_NFQUEUE.c). In a lab no program listens, so that the packet is lost, or goes on where the rule says so.
 *
 * @param bypass whether the packet goes on where nobody listens
 * @param written as {@code nft} writes it
 */
public record QueueStatement(boolean bypass, String written) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        evaluation.verdict = Verdict.of(bypass ? Verdict.Kind.ACCEPT : Verdict.Kind.DROP);
        return Outcome.DECIDED;
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public String text(TextStyle style) {
        return written;
    }
}
