package dev.vethlab.tool.tc;

import dev.vethlab.tool.ip.grammar.ExitException;

/** The tables from which {@code netem} draws delays, as iproute2 brings them along (netem/normal.c, pareto.c, paretonormal.c). */
final class DelayDistributions {

    private static final int SIZE = 4096;
    private static final int FINE_SIZE = 16_384;
    private static final double SCALE = 8192;
    private static final double SHAPE = 3;
    private static final double MOST = 32_767;

    private DelayDistributions() {}

    static short[] read(String name) {
        return switch (name) {
            case "normal" -> fill(DelayDistributions::normal);
            case "pareto" -> fill(DelayDistributions::pareto);
            case "paretonormal" -> fill(at -> (normal(at) + 3 * pareto(at)) / 4);
            default -> throw missing(name);
        };
    }

    private static ExitException missing(String name) {
        return TcContext.complaint("No distribution data for " + name + " (/usr/lib/x86_64-linux-gnu/tc//" + name
                + ".dist: No such file or directory)\n");
    }

    private interface Value {
        double at(int index);
    }

    private static short[] fill(Value value) {
        short[] table = new short[SIZE];
        for (int i = 0; i < SIZE; i++) {
            table[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(value.at(i))));
        }
        return table;
    }

    /** How many standard deviations from the mean such a share of all values is at most. */
    private static double normal(int index) {
        double share = 4. * index / FINE_SIZE;
        return share == 0 ? -4.05 * SCALE : NormalQuantile.of(share) * SCALE;
    }

    private static double pareto(int index) {
        double share = 1 - (double) index / SIZE;
        return Math.min(MOST, (1 / Math.pow(share, 1 / SHAPE) - 1.5) * (4. / 3) * SCALE);
    }
}
