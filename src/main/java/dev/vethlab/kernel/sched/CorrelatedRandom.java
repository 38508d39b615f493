package dev.vethlab.kernel.sched;

import java.util.SplittableRandom;

/** Draws that depend on the one before ({@code struct crndstate}, {@code get_crandom}). */
final class CorrelatedRandom {

    private static final long BITS = 0xffff_ffffL;

    private final SplittableRandom random;
    private long correlation;
    private long last;

    CorrelatedRandom(SplittableRandom random) {
        this.random = random;
    }

    void setCorrelation(int share) {
        correlation = Integer.toUnsignedLong(share);
        last = next32();
    }

    int correlation() {
        return (int) correlation;
    }

    /** 32 bits. */
    long next() {
        if (correlation == 0) {
            return next32();
        }
        long rho = correlation + 1;
        long value = next32();
        long answer = (value * ((1L << 32) - rho) + last * rho) >>> 32;
        last = answer;
        return answer;
    }

    /** Whether a thing of that share happens this time. */
    boolean happens(int share) {
        return share != 0 && Integer.toUnsignedLong(share) >= next();
    }

    private long next32() {
        return random.nextInt() & BITS;
    }
}
