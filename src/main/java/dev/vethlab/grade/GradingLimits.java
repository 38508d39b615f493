package dev.vethlab.grade;

import dev.vethlab.lab.LabLimits;

/**
 * What one submission may cost.
 *
 * @param lines the most lines of a script
 * @param events the most events (packets received, timers fired) of a submission with its checks
 * @param outputCharacters the most output of its commands together
 * @param lab the limits of its lab
 */
public record GradingLimits(int lines, long events, int outputCharacters, LabLimits lab) {

    private static final long DAY_NS = 24L * 3600 * 1_000_000_000L;

    /** What any honest submission stays within, and what a dishonest one uses up in well under a second. */
    public static final GradingLimits DEFAULT = new GradingLimits(
            5_000, 500_000, 4 << 20, new LabLimits(128, 500, 20_000, 20_000, 2_000, 100, 200_000, DAY_NS, 1 << 20));
}
