package dev.vethlab.kernel.netfilter.nftables;

/**
 * The match {@code helper} (net/netfilter/xt_helper.c). In a lab no connection has a helper.
 *
 * @param inverted whether it holds for all but what the helper brought about
 */
public record ConntrackHelperStatement(boolean inverted) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        return inverted ? Outcome.NEXT : Outcome.BREAK;
    }

    @Override
    public boolean needsConntrack() {
        return true;
    }

    @Override
    public String text(TextStyle style) {
        return "xt match helper";
    }
}
