package dev.vethlab.kernel.netfilter.nftables;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;

/** Times as {@code nft} reads and writes them (nftables' {@code meta.c}); machines live in UTC. */
public final class TimeOfDay {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private TimeOfDay() {}

    /** Seconds since midnight in quotes; seconds are left out where they are none. */
    static String text(long seconds) {
        long rest = seconds % MINUTE;
        String minutes = String.format(Locale.ROOT, "%02d:%02d", seconds / HOUR, seconds % HOUR / MINUTE);
        return '"' + minutes + (rest == 0 ? "" : String.format(Locale.ROOT, ":%02d", rest)) + '"';
    }

    /** Nanoseconds since the epoch as a date in quotes. */
    static String dateText(long nanoseconds) {
        LocalDateTime date =
                LocalDateTime.ofInstant(Instant.ofEpochSecond(Math.floorDiv(nanoseconds, SECOND_NS)), ZoneOffset.UTC);
        return '"'
                + date.toLocalDate().toString()
                + ' '
                + String.format(Locale.ROOT, "%02d:%02d:%02d", date.getHour(), date.getMinute(), date.getSecond())
                + '"';
    }

    /** Seconds since midnight of {@code 08:00} or {@code 08:00:30}; empty for what is no time of a day. */
    public static OptionalLong seconds(String text) {
        try {
            return OptionalLong.of(LocalTime.parse(text).toSecondOfDay());
        } catch (DateTimeException malformed) {
            return OptionalLong.empty();
        }
    }

    /** Nanoseconds since the epoch of {@code 2030-01-01} or {@code 2030-01-01 12:00[:30]}; empty for what is no date. */
    public static OptionalLong nanoseconds(String text) {
        int blank = text.indexOf(' ');
        try {
            LocalDate day = LocalDate.parse(blank < 0 ? text : text.substring(0, blank));
            LocalTime time = blank < 0 ? LocalTime.MIDNIGHT : LocalTime.parse(text.substring(blank + 1));
            return OptionalLong.of(day.atTime(time).toEpochSecond(ZoneOffset.UTC) * SECOND_NS);
        } catch (DateTimeException malformed) {
            return OptionalLong.empty();
        }
    }
}
