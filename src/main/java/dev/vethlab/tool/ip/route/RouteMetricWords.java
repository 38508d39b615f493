package dev.vethlab.tool.ip.route;

import dev.vethlab.kernel.route.CongestionControls;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the metrics of a route from a command line. */
final class RouteMetricWords {

    /** A metric's word, whether it may be abbreviated, and what complaints call it. */
    private enum Word {
        MTU("mtu", RouteMetrics.MTU, false),
        HOPLIMIT("hoplimit", RouteMetrics.HOPLIMIT, false),
        ADVMSS("advmss", RouteMetrics.ADVMSS, false),
        REORDERING("reordering", RouteMetrics.REORDERING, true),
        RTT("rtt", RouteMetrics.RTT, false),
        RTO_MIN("rto_min", RouteMetrics.RTO_MIN, false),
        WINDOW("window", RouteMetrics.WINDOW, true),
        CWND("cwnd", RouteMetrics.CWND, true),
        INITCWND("initcwnd", RouteMetrics.INITCWND, true),
        INITRWND("initrwnd", RouteMetrics.INITRWND, true),
        FEATURES("features", RouteMetrics.FEATURES, true),
        QUICKACK("quickack", RouteMetrics.QUICKACK, true),
        CONGCTL("congctl", RouteMetrics.CC_ALGO, true),
        FASTOPEN_NO_COOKIE("fastopen_no_cookie", RouteMetrics.FASTOPEN_NO_COOKIE, true),
        RTTVAR("rttvar", RouteMetrics.RTTVAR, true),
        SSTHRESH("ssthresh", RouteMetrics.SSTHRESH, true);

        private final String word;
        private final int metric;
        private final boolean abbreviated;

        Word(String word, int metric, boolean abbreviated) {
            this.word = word;
            this.metric = metric;
            this.abbreviated = abbreviated;
        }

        boolean isMeantBy(String given) {
            return abbreviated ? Arguments.matches(given, word) : given.equals(word);
        }
    }

    private static final Set<Word> UNLOCKED =
            EnumSet.of(Word.RTO_MIN, Word.FEATURES, Word.QUICKACK, Word.FASTOPEN_NO_COOKIE);

    private RouteMetrics metrics = RouteMetrics.NONE;
    private int locks;

    /** What was read, with the locks. */
    RouteMetrics metrics() {
        return locks == 0 || metrics.isEmpty() ? metrics : metrics.with(RouteMetrics.LOCK, locks);
    }

    /** Reads the value of {@code word} where it is a metric; false where it is none. */
    boolean read(String word, Arguments arguments) {
        for (Word each : Word.values()) {
            if (each.isMeantBy(word)) {
                readValue(each, arguments);
                return true;
            }
        }
        return false;
    }

    private void readValue(Word word, Arguments arguments) {
        String value = arguments.next();
        boolean mayLock = !UNLOCKED.contains(word);
        if (mayLock && value.equals("lock")) {
            locks |= 1 << word.metric;
            value = arguments.next();
        }
        if (word == Word.RTO_MIN) {
            locks |= 1 << word.metric;
        }
        metrics = metrics.with(word.metric, parse(word, value));
    }

    private static int parse(Word word, String value) {
        switch (word) {
            case RTT:
                return time(word, value, 8);
            case RTTVAR:
                return time(word, value, 4);
            case RTO_MIN:
                return time(word, value, 1);
            case FEATURES:
                if (value.equals("ecn")) {
                    return 1;
                }
                throw ExitException.invalid("\"features\" value not valid\n", value);
            case QUICKACK:
            case FASTOPEN_NO_COOKIE:
                int flag = number(word.word, value);
                if (flag != 0 && flag != 1) {
                    throw ExitException.invalid("\"" + word.word + "\" value should be 0 or 1\n", value);
                }
                return flag;
            case CONGCTL:
                return CongestionControls.key(value);
            case HOPLIMIT:
                int limit = number("hoplimit", value);
                if (Integer.compareUnsigned(limit, 255) > 0) {
                    throw ExitException.invalid("\"hoplimit\" value is invalid\n", value);
                }
                return limit;
            default:
                return number(complaint(word), value);
        }
    }

    private static String complaint(Word word) {
        return word == Word.ADVMSS ? "mss" : word.word;
    }

    private static int number(String complaint, String value) {
        OptionalLong number = Numbers.u32(value, 0);
        if (number.isEmpty()) {
            throw ExitException.invalid("\"" + complaint + "\" value is invalid\n", value);
        }
        return (int) number.getAsLong();
    }

    /** {@code get_time_rtt}: seconds or milliseconds in words, or the raw number. */
    private static int time(Word word, String value, int unit) {
        String digits = value;
        double factor = 1;
        int raw = 1;
        if (value.endsWith("ms") || value.endsWith("msec") || value.endsWith("msecs")) {
            digits = value.substring(0, value.indexOf("ms"));
            raw = unit;
        } else if (value.endsWith("s") || value.endsWith("sec") || value.endsWith("secs")) {
            digits = value.substring(0, value.indexOf('s'));
            factor = 1000;
            raw = unit;
        }
        OptionalInt whole = Numbers.integer(digits, 0);
        if (whole.isPresent() && whole.getAsInt() >= 0) {
            return (int) (whole.getAsInt() * factor) * raw;
        }
        try {
            double number = Double.parseDouble(digits);
            if (number >= 0) {
                return (int) Math.ceil(number * factor) * raw;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the complaint.
        }
        throw ExitException.invalid("\"" + word.word + "\" value is invalid\n", value);
    }
}
