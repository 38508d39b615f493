package dev.vethlab.kernel.sched.act;

/**
 * Measures packets ({@code struct tc_police}).
 *
 * @param exceed what becomes of packets above the rate
 * @param conform what becomes of the others; {@link Control#OK} where nothing is said
 * @param conformGiven whether something was said about those
 * @param burst in ticks of 64 ns
 * @param mtu the longest packet, 0 for none
 * @param peak the peak rate
 */
public record PoliceSpec(
        int index,
        boolean onlyIndex,
        int exceed,
        int conform,
        boolean conformGiven,
        RateConfig rate,
        int burst,
        int mtu,
        RateConfig peak)
        implements ActionSpec {}
