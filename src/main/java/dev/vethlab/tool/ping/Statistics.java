package dev.vethlab.tool.ping;

/** The lines at the end ({@code finish}). */
final class Statistics {

    private static final int TIMEVAL = 16;
    private static final long SECOND = 1_000_000_000;

    private final PingOptions options;
    private final PingSetup setup;
    private final Counters counters;
    private final long elapsedNs;

    Statistics(PingOptions options, PingSetup setup, Counters counters, long startNs, long lastSendNs) {
        this.options = options;
        this.setup = setup;
        this.counters = counters;
        this.elapsedNs = lastSendNs - startNs;
    }

    String text() {
        StringBuilder text = new StringBuilder("\n--- ").append(setup.hostName).append(" ping statistics ---\n");
        text.append(counters.transmitted).append(" packets transmitted, ");
        text.append(counters.received).append(" received");
        if (counters.repeats > 0) {
            text.append(", +").append(counters.repeats).append(" duplicates");
        }
        if (counters.errors > 0) {
            text.append(", +").append(counters.errors).append(" errors");
        }
        if (counters.transmitted > 0) {
            double loss = (counters.transmitted - counters.received) * 100.0 / counters.transmitted;
            text.append(", ").append(Numbers.general((float) loss)).append("% packet loss, time ");
            text.append(1000 * (elapsedNs / SECOND) + (elapsedNs % SECOND + 500_000) / 1_000_000)
                    .append("ms");
        }
        text.append('\n');
        String separator = "";
        if (counters.received > 0 && options.length >= TIMEVAL) {
            text.append("rtt min/avg/max/mdev = ").append(milliseconds(counters.minUs));
            text.append('/').append(milliseconds(counters.averageUs()));
            text.append('/').append(milliseconds(counters.maxUs));
            text.append('/').append(milliseconds(counters.deviationUs())).append(" ms");
            separator = ", ";
        }
        if (counters.pipe > 1) {
            text.append(separator).append("pipe ").append(counters.pipe);
            separator = ", ";
        }
        boolean paced = options.intervalMs == 0 || options.flood || options.adaptive;
        if (counters.received > 0 && paced && counters.transmitted > 1) {
            long gap = elapsedNs / 1000 / (counters.transmitted - 1);
            text.append(separator).append("ipg/ewma ").append(milliseconds(gap));
            text.append('/').append(milliseconds(counters.average / 8)).append(" ms");
        }
        return text.append('\n').toString();
    }

    private static String milliseconds(long us) {
        return Replies.fraction(us / 1000, us % 1000, 3);
    }
}
