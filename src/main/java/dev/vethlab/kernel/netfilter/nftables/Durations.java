package dev.vethlab.kernel.netfilter.nftables;

/** Spans of time as {@code nft} writes them: {@code 1d2h3m4s5ms}. */
public final class Durations {

    private Durations() {}

    /** A span in milliseconds. */
    public static String text(long milliseconds) {
        if (milliseconds == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long rest = milliseconds;
        rest = append(text, rest, 86_400_000L, "d");
        rest = append(text, rest, 3_600_000L, "h");
        rest = append(text, rest, 60_000L, "m");
        rest = append(text, rest, 1000L, "s");
        append(text, rest, 1L, "ms");
        return text.toString();
    }

    /** A span in milliseconds, in the style asked for: numbers are whole seconds. */
    static String text(long milliseconds, TextStyle style) {
        return style.numeric() ? milliseconds / 1000 + "s" : text(milliseconds);
    }

    private static long append(StringBuilder text, long rest, long unit, String word) {
        if (rest >= unit) {
            text.append(rest / unit).append(word);
        }
        return rest % unit;
    }
}
