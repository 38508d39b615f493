package dev.vethlab.kernel.netfilter.nftables;

/** Lets so many bytes through, once ({@code nft_quota}). */
public final class QuotaStatement implements Statement {

    private final long limit;
    private final boolean over;
    private long used;

    public QuotaStatement(long limit, boolean over) {
        this.limit = limit;
        this.over = over;
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        used += evaluation.length();
        return used >= limit == over ? Outcome.NEXT : Outcome.BREAK;
    }

    @Override
    public String text(TextStyle style) {
        String text = "quota " + (over ? "over " : "") + amount(limit);
        return used == 0 || !style.stateful() ? text : text + " used " + amount(used);
    }

    private static String amount(long bytes) {
        long shown = bytes;
        String[] units = {" bytes", " kbytes", " mbytes"};
        int at = 0;
        while (at < 2 && shown != 0 && shown % 1024 == 0) {
            shown /= 1024;
            at++;
        }
        return shown + units[at];
    }
}
