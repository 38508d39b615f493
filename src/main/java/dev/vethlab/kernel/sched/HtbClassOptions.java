package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.sched.act.RateConfig;

/**
 * Of a class of {@code htb} ({@code struct tc_htb_opt}).
 *
 * @param rate what it is sure of
 * @param ceil what it may have if others leave it
 * @param buffer the bucket of the rate as a time, in ticks
 * @param ceilBuffer the bucket of the ceil as a time, in ticks
 * @param quantum bytes that it sends at a turn, 0 for what its rate says
 * @param priority who borrows first; smaller ones before
 * @param level how many classes are below it, as shown
 */
public record HtbClassOptions(
        RateConfig rate, RateConfig ceil, int buffer, int ceilBuffer, int quantum, int priority, int level)
        implements ClassOptions {}
