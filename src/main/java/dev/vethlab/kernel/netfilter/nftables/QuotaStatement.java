package dev.vethlab.kernel.netfilter.nftables;

/** Lets so many bytes through, once ({@code nft_quota}). */
public final class QuotaStatement implements StatefulStatement {

    private final long limit;
    private final boolean over;
    private long used;

    public QuotaStatement(long limit, boolean over) {
        this(limit, over, 0);
    }

    /** @param used what is taken for used already, in bytes */
    public QuotaStatement(long limit, boolean over, long used) {
        this.limit = limit;
        this.over = over;
        this.used = used;
    }

    /** Begins anew. */
    public void reset() {
        used = 0;
    }

    @Override
    public StatefulStatement renewed(long nowNs) {
        return new QuotaStatement(limit, over);
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        used += evaluation.length();
        return used >= limit == over ? Outcome.NEXT : Outcome.BREAK;
    }

    @Override
    public String text(TextStyle style) {
        String text = "quota " + (over ? "over " : "") + ByteAmount.of(limit);
        return used == 0 || !style.stateful() ? text : text + " used " + ByteAmount.of(used());
    }

    /** In bytes. */
    public long limit() {
        return limit;
    }

    /** In bytes. */
    public long used() {
        return Math.min(used, limit);
    }

    /** Whether it is the packets beyond the limit that the rule is about. */
    public boolean isOver() {
        return over;
    }
}
