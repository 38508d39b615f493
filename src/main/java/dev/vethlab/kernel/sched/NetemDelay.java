package dev.vethlab.kernel.sched;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** How long packets are delayed ({@code tabledist}). */
final class NetemDelay {

    private static final int SCALE = 8192;

    final CorrelatedRandom draws;
    private long latencyNs;
    private long jitterNs;
    private short @Nullable [] table;

    NetemDelay(SplittableRandom random) {
        this.draws = new CorrelatedRandom(random);
    }

    void set(long latency, long jitter) {
        latencyNs = latency;
        jitterNs = Math.min(Math.abs(jitter), Integer.MAX_VALUE);
    }

    void setTable(short[] values) {
        table = values;
    }

    long latencyNs() {
        return latencyNs;
    }

    long jitterNs() {
        return jitterNs;
    }

    /** How long the next one is. */
    long next() {
        return draw(latencyNs, jitterNs);
    }

    /** A time about a mean, as far away as the table, or chance alone, says. */
    long draw(long mean, long deviation) {
        if (deviation == 0) {
            return mean;
        }
        long drawn = draws.next();
        short[] values = table;
        if (values == null || values.length == 0) {
            return drawn % (2 * deviation) + mean - deviation;
        }
        long value = values[(int) (drawn % values.length)];
        long product = deviation % SCALE * value;
        long rounded = (product + (product >= 0 ? SCALE / 2 : -SCALE / 2)) / SCALE;
        return rounded + deviation / SCALE * value + mean;
    }
}
