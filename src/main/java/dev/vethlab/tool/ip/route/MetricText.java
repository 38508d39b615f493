package dev.vethlab.tool.ip.route;

import dev.vethlab.kernel.route.CongestionControls;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;

/** Prints one metric of a route. */
final class MetricText {

    private static final String[] NAMES = {
        "",
        "",
        "mtu",
        "window",
        "rtt",
        "rttvar",
        "ssthresh",
        "cwnd",
        "advmss",
        "reordering",
        "hoplimit",
        "initcwnd",
        "features",
        "rto_min",
        "initrwnd",
        "quickack",
        "congctl",
        "fastopen_no_cookie"
    };
    private static final long MS_PER_SECOND = 1000;
    private static final int ECN = 1;

    private MetricText() {}

    static void print(Output output, int metric, int value, boolean locked) {
        String name = NAMES[metric];
        output.text(locked ? name + " lock " : name + " ");
        switch (metric) {
            case RouteMetrics.FEATURES -> printFeatures(output, value);
            case RouteMetrics.CC_ALGO -> output.string("congestion", "%s ", CongestionControls.name(value));
            case RouteMetrics.RTT -> printTime(output, name, Integer.toUnsignedLong(value) / 8);
            case RouteMetrics.RTTVAR -> printTime(output, name, Integer.toUnsignedLong(value) / 4);
            case RouteMetrics.RTO_MIN -> printTime(output, name, Integer.toUnsignedLong(value));
            default -> output.number(name, "%u ", Integer.toUnsignedLong(value));
        }
    }

    private static void printFeatures(Output output, int features) {
        if ((features & ECN) != 0) {
            output.nothing("ecn", "ecn ");
        }
        if ((features & ~ECN) != 0) {
            output.prefixedHex("features", "%#x ", Integer.toUnsignedLong(features));
        }
    }

    private static void printTime(Output output, String name, long ms) {
        if (output.isJson()) {
            output.jsonNumber(name, ms);
        } else if (ms >= MS_PER_SECOND) {
            output.text(seconds(ms) + "s ");
        } else {
            output.text(ms + "ms ");
        }
    }

    /** {@code %g}. */
    private static String seconds(long ms) {
        String text = String.format(Locale.ROOT, "%.6g", (double) ms / MS_PER_SECOND);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
