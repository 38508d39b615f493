package dev.vethlab.kernel.netfilter.nftables;

import java.util.Map;

/** Lets so many packets or bytes through in a span of time ({@code nft_limit}: a token bucket). */
public final class LimitStatement implements StatefulStatement {

    private static final Map<String, Long> SECONDS =
            Map.of("second", 1L, "minute", 60L, "hour", 3600L, "day", 86_400L, "week", 604_800L);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int DEFAULT_BURST = 5;

    private final long rate;
    private final String unit;
    private final long burst;
    private final boolean ofBytes;
    private final boolean over;
    private final long spanNs;
    private final long mostTokens;
    private long tokens;
    private long lastNs;

    /**
     * @param unit {@code second}, {@code minute} ...
     * @param over whether it is the packets beyond the limit that the rule is about
     */
    public LimitStatement(long rate, String unit, long burst, boolean ofBytes, boolean over, long nowNs) {
        this.rate = rate;
        this.unit = unit;
        this.burst = burst;
        this.ofBytes = ofBytes;
        this.over = over;
        this.spanNs = SECONDS.getOrDefault(unit, 1L) * SECOND_NS;
        this.mostTokens = ofBytes ? spanNs / rate * (rate + burst) : spanNs / rate * burst;
        this.tokens = mostTokens;
        this.lastNs = nowNs;
    }

    @Override
    public StatefulStatement renewed(long nowNs) {
        return new LimitStatement(rate, unit, burst, ofBytes, over, nowNs);
    }

    public static boolean isUnit(String word) {
        return SECONDS.containsKey(word);
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        long now = evaluation.environment.machine().nowNs();
        long cost = ofBytes ? spanNs / rate * evaluation.length() : spanNs / rate;
        long available = Math.min(mostTokens, tokens + now - lastNs);
        lastNs = now;
        boolean within = available >= cost;
        tokens = within ? available - cost : available;
        return within != over ? Outcome.NEXT : Outcome.BREAK;
    }

    @Override
    public String text(TextStyle style) {
        String text = "limit rate " + (over ? "over " : "") + amount(rate) + "/" + unit;
        if (ofBytes) {
            return burst == 0 ? text : text + " burst " + amount(burst);
        }
        return burst == DEFAULT_BURST ? text : text + " burst " + burst + " packets";
    }

    private String amount(long number) {
        return ofBytes ? ByteAmount.of(number).toString() : Long.toString(number);
    }

    /** How many packets or bytes a span of time lets through. */
    public long rate() {
        return rate;
    }

    /** The span: {@code second}, {@code minute} ... */
    public String unit() {
        return unit;
    }

    public long burst() {
        return burst;
    }

    public boolean isOfBytes() {
        return ofBytes;
    }

    /** Whether it is the packets beyond the limit that the rule is about. */
    public boolean isOver() {
        return over;
    }
}
