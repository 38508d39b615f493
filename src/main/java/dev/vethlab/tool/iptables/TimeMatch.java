package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.TimeStatement;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** {@code -m time}: when a packet comes (extensions/libxt_time.c). */
final class TimeMatch extends MatchOptions {

    static final List<String> OPTIONS = List.of(
            "--datestart",
            "--datestop",
            "--timestart",
            "--timestop",
            "--weekdays",
            "--monthdays",
            "--contiguous",
            "--kerneltz");

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final int ALL_WEEKDAYS = 0xfe;
    private static final long ALL_MONTHDAYS = 0xffff_fffeL;
    private static final long LAST = Integer.MAX_VALUE;
    private static final int END_OF_DAY = 86_399;

    TimeMatch(MatchOptions options) {
        super(options);
    }

    Extension build() throws ParameterException {
        long from = given.containsKey("--datestart") ? date("--datestart") : 0;
        long to = given.containsKey("--datestop") ? date("--datestop") : LAST;
        int start = given.containsKey("--timestart") ? time("--timestart") : 0;
        int stop = given.containsKey("--timestop") ? time("--timestop") : END_OF_DAY;
        int weekdays = weekdays();
        long monthdays = monthdays();
        boolean contiguous = given.containsKey("--contiguous");
        boolean kernelZone = given.containsKey("--kerneltz");
        if (contiguous && start < stop) {
            throw ParameterException.problem(
                    "time: --contiguous only makes sense when stoptime is smaller than starttime");
        }
        StringJoiner save = new StringJoiner(" ");
        StringBuilder list = new StringBuilder(" TIME");
        if (start != 0 || stop != END_OF_DAY) {
            save.add("--timestart " + clock(start)).add("--timestop " + clock(stop));
            list.append(" from ").append(clock(start)).append(" to ").append(clock(stop));
        }
        if (monthdays != ALL_MONTHDAYS) {
            save.add(bang("--monthdays") + "--monthdays "
                    + numbers(not("--monthdays") ? ALL_MONTHDAYS & ~monthdays : monthdays));
        }
        if (weekdays != ALL_WEEKDAYS) {
            save.add(bang("--weekdays") + "--weekdays "
                    + names(not("--weekdays") ? ALL_WEEKDAYS & ~weekdays : weekdays));
            list.append(" on ").append(names(weekdays));
        }
        if (monthdays != ALL_MONTHDAYS) {
            list.append(" on ").append(ordinals(monthdays));
        }
        if (from != 0) {
            save.add("--datestart " + written(from, 'T'));
            list.append(" starting from ").append(written(from, ' '));
        }
        save.add("--datestop " + written(to, 'T'));
        if (to != LAST) {
            list.append(" until date ").append(written(to, ' '));
        }
        if (!kernelZone) {
            list.append(" UTC");
        } else {
            save.add("--kerneltz");
        }
        if (contiguous) {
            save.add("--contiguous");
            list.append(" contiguous");
        }
        String shown = list.toString();
        TimeStatement test = new TimeStatement(from, to, start, stop, weekdays, monthdays, contiguous);
        return new Extension(
                name, save.toString(), shown, shown, extension(words(from, to, start, stop, weekdays), test));
    }

    /** As {@code nft} writes it, which has no word for the days of a month ({@code time_xlate}). */
    private String words(long from, long to, int start, int stop, int weekdays) {
        StringJoiner words = new StringJoiner(" ");
        if (given.containsKey("--monthdays")) {
            return "xt match time";
        }
        boolean dated = from != 0 || to != LAST;
        if (dated) {
            words.add("meta time \"" + written(from, ' ') + "\"-\"" + written(to, ' ') + "\"");
        }
        if (start != 0 || stop != END_OF_DAY) {
            words.add((dated ? "" : " ") + "meta hour \"" + clock(start) + "\"-\"" + clock(stop) + "\"");
        }
        if (weekdays != ALL_WEEKDAYS) {
            StringJoiner days = new StringJoiner(", ", "{ ", " }");
            for (int day = 1; day <= DAYS.size(); day++) {
                if ((weekdays >> day & 1) != 0) {
                    days.add(Integer.toString(day % DAYS.size()));
                }
            }
            words.add((words.length() == 0 ? " " : "") + "meta day " + days);
        }
        return words.toString();
    }

    private String given(String option) {
        return given.getOrDefault(option, "");
    }

    private long date(String option) throws ParameterException {
        String text = given(option);
        try {
            String full = text.contains("T") ? text : text + "T00:00:00";
            return LocalDateTime.parse(full).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw ParameterException.problem("time: invalid date \"" + text + "\" specified, should be"
                    + " YYYY[-MM[-DD[Thh[:mm[:ss]]]]] format");
        }
    }

    private int time(String option) throws ParameterException {
        String text = given(option);
        try {
            return LocalTime.parse(text.matches("\\d:.*") ? "0" + text : text).toSecondOfDay();
        } catch (DateTimeException malformed) {
            throw ParameterException.problem("time: invalid time \"" + text
                    + "\" specified, should be hh:mm[:ss] format and within the boundaries");
        }
    }

    private int weekdays() throws ParameterException {
        if (!given.containsKey("--weekdays")) {
            return ALL_WEEKDAYS;
        }
        int days = 0;
        for (String word : given("--weekdays").split(",")) {
            int day = word.matches("[1-7]") ? Integer.parseInt(word) : 0;
            String beginning = word.substring(0, Math.min(3, word.length())).toLowerCase(Locale.ROOT);
            for (int i = 0; i < DAYS.size() && beginning.length() >= 2; i++) {
                day = DAYS.get(i).toLowerCase(Locale.ROOT).startsWith(beginning) ? i + 1 : day;
            }
            if (day == 0) {
                throw ParameterException.problem("time: \"" + word + "\" is not a valid weekday");
            }
            days |= 1 << day;
        }
        return not("--weekdays") ? ALL_WEEKDAYS & ~days : days;
    }

    private long monthdays() throws ParameterException {
        if (!given.containsKey("--monthdays")) {
            return ALL_MONTHDAYS;
        }
        long days = 0;
        for (String word : given("--monthdays").split(",")) {
            if (!word.matches("\\d{1,2}") || Integer.parseInt(word) < 1 || Integer.parseInt(word) > 31) {
                throw ParameterException.problem("time: \"" + word + "\" is not a valid day of the month");
            }
            days |= 1L << Integer.parseInt(word);
        }
        return not("--monthdays") ? ALL_MONTHDAYS & ~days : days;
    }

    private static String clock(int seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String written(long seconds, char between) {
        LocalDateTime date = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return date.toLocalDate().toString()
                + between
                + clock(date.toLocalTime().toSecondOfDay());
    }

    private static String numbers(long monthdays) {
        StringJoiner numbers = new StringJoiner(",");
        for (int day = 1; day <= 31; day++) {
            if ((monthdays >> day & 1) != 0) {
                numbers.add(Integer.toString(day));
            }
        }
        return numbers.toString();
    }

    private static String names(int weekdays) {
        List<String> names = new ArrayList<>();
        for (int day = 1; day <= DAYS.size(); day++) {
            if ((weekdays >> day & 1) != 0) {
                names.add(DAYS.get(day - 1));
            }
        }
        return String.join(",", names);
    }

    private static String ordinals(long monthdays) {
        List<String> names = new ArrayList<>();
        for (int day = 1; day <= 31; day++) {
            if ((monthdays >> day & 1) != 0) {
                boolean teen = day / 10 == 1;
                String ending = teen ? "th" : day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
                names.add(day + ending);
            }
        }
        return String.join(",", names);
    }
}
