package dev.vethlab.kernel.sched.act;

/**
 * A rate, and how long packets take at it ({@code struct psched_ratecfg}).
 *
 * @param bytesPerSecond unsigned
 * @param overhead bytes that each packet is longer than it seems
 * @param leastPacket bytes that each packet counts at least ({@code mpu})
 * @param cellLog the step of the table that programs once made, only shown
 */
public record RateConfig(long bytesPerSecond, int overhead, int leastPacket, int cellLog) {

    /** No rate. */
    public static final RateConfig NONE = new RateConfig(0, 0, 0, 0);

    /** Nanoseconds a tick, in which programs tell times ({@code PSCHED_TICKS2NS}). */
    public static final int TICK_NS = 64;

    private static final long NS = 1_000_000_000L;

    /** Whether there is one. */
    public boolean isPresent() {
        return bytesPerSecond != 0;
    }

    /** How many nanoseconds a packet takes ({@code psched_l2t_ns}). */
    public long timeOf(int length) {
        long bytes = Math.max(length + overhead, leastPacket);
        return bytesPerSecond == 0 ? 0 : bytes * multiplier() >> shift();
    }

    /** {@code psched_ratecfg_precompute__}: the shift at which the multiplier fills 32 bits. */
    private int shift() {
        int shift = 0;
        long factor = NS;
        while (Long.divideUnsigned(factor, bytesPerSecond) < 1L << 31 && factor > 0 && factor < 1L << 62) {
            factor <<= 1;
            shift++;
        }
        return shift;
    }

    private long multiplier() {
        return Long.divideUnsigned(NS << shift(), bytesPerSecond);
    }
}
