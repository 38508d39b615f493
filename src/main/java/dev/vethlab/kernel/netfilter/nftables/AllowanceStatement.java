package dev.vethlab.kernel.netfilter.nftables;

/** The match {@code quota} (net/netfilter/xt_quota.c): it holds for packets until so many bytes are used up; a packet that is too large ends it. */
public final class AllowanceStatement implements Statement {

    private final boolean inverted;
    private long left;

    public AllowanceStatement(long bytes, boolean inverted) {
        this.left = bytes;
        this.inverted = inverted;
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        boolean enough = left >= evaluation.length();
        left = enough ? left - evaluation.length() : 0;
        return enough == inverted ? Outcome.BREAK : Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return "xt match quota";
    }
}
