package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.sched.act.RateConfig;

/**
 * Of {@code tbf} ({@code struct tc_tbf_qopt} and what goes with it).
 *
 * @param rate the rate
 * @param burst the bucket in bytes as asked for, 0 where it is shown
 * @param buffer the bucket as a time at the rate, in ticks
 * @param limit bytes that may wait
 * @param peak the peak rate
 * @param peakBurst the bucket of the peak rate in bytes as asked for, 0 where it is shown
 * @param mtu the same as a time at the peak rate, in ticks
 */
public record TbfOptions(RateConfig rate, int burst, int buffer, int limit, RateConfig peak, int peakBurst, int mtu)
        implements QdiscOptions {}
