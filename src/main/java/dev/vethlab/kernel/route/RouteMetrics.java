package dev.vethlab.kernel.route;

import java.util.Arrays;

/** The metrics of a route ({@code RTAX_*}), each 0 where it is not set. Immutable. */
public final class RouteMetrics {

    public static final int LOCK = 1;
    public static final int MTU = 2;
    public static final int WINDOW = 3;
    public static final int RTT = 4;
    public static final int RTTVAR = 5;
    public static final int SSTHRESH = 6;
    public static final int CWND = 7;
    public static final int ADVMSS = 8;
    public static final int REORDERING = 9;
    public static final int HOPLIMIT = 10;
    public static final int INITCWND = 11;
    public static final int FEATURES = 12;
    public static final int RTO_MIN = 13;
    public static final int INITRWND = 14;
    public static final int QUICKACK = 15;
    public static final int CC_ALGO = 16;
    public static final int FASTOPEN_NO_COOKIE = 17;

    /** No metric is set. */
    public static final RouteMetrics NONE = new RouteMetrics(new int[FASTOPEN_NO_COOKIE + 1], 0);

    private static final int LARGEST_MTU = 65535 - 15;
    private static final int LARGEST_ADVMSS = 65535 - 40;
    private static final int LARGEST_HOPLIMIT = 255;

    private final int[] values;
    private final int given;

    private RouteMetrics(int[] values, int given) {
        this.values = values;
        this.given = given;
    }

    /** These metrics with one more, limited as the kernel limits it ({@code ip_metrics_convert}). */
    public RouteMetrics with(int metric, int value) {
        int[] changed = values.clone();
        changed[metric] = limited(metric, value);
        return new RouteMetrics(changed, given | 1 << metric);
    }

    private static int limited(int metric, int value) {
        return switch (metric) {
            case MTU -> unsignedMin(value, LARGEST_MTU);
            case ADVMSS -> unsignedMin(value, LARGEST_ADVMSS);
            case HOPLIMIT -> unsignedMin(value, LARGEST_HOPLIMIT);
            default -> value;
        };
    }

    private static int unsignedMin(int value, int limit) {
        return Integer.compareUnsigned(value, limit) > 0 ? limit : value;
    }

    /** The value of a metric, 0 where it is not set. */
    public int get(int metric) {
        return values[metric];
    }

    /** Whether the metric must not be changed by what is learnt ({@code dst_metric_locked}). */
    public boolean isLocked(int metric) {
        return (values[LOCK] & 1 << metric) != 0;
    }

    /** Whether no metric was given, not even one that is 0. */
    public boolean isEmpty() {
        return given == 0;
    }

    /** Whether every metric that was given here has that value there ({@code fib_metrics_match}). */
    boolean matches(RouteMetrics other) {
        for (int metric = 1; metric < values.length; metric++) {
            if ((given & 1 << metric) != 0 && values[metric] != other.values[metric]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RouteMetrics metrics && Arrays.equals(values, metrics.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
