package dev.vethlab.kernel.sched;

/**
 * What a class of {@code htb} counts besides ({@code struct tc_htb_xstats}); tokens in ticks.
 *
 * @param lends packets that it or one below it sent at its own rate
 * @param borrows packets that it sent at the rate of one above
 */
public record HtbStats(int lends, int borrows, int giants, int tokens, int ceilTokens) implements ExtraStats {}
