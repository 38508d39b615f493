package dev.vethlab.tool.tc;

import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Rates, sizes, times and shares as {@code tc} reads and writes them (lib/utils_math.c, lib/json_print_math.c, tc/tc_core.c). */
final class Units {

    /** What shares are of. */
    static final long WHOLE = 0xffff_ffffL;

    private static final double TICKS_A_US = 15.625;
    private static final double US_A_SECOND = 1e6;
    private static final double NS_A_SECOND = 1e9;
    private static final int BITS = 8;
    private static final double KIBI = 1024;

    private static final Map<String, Double> RATES = Map.ofEntries(
            Map.entry("bit", 1.),
            Map.entry("kibit", KIBI),
            Map.entry("kbit", 1e3),
            Map.entry("mibit", KIBI * KIBI),
            Map.entry("mbit", 1e6),
            Map.entry("gibit", KIBI * KIBI * KIBI),
            Map.entry("gbit", 1e9),
            Map.entry("tibit", KIBI * KIBI * KIBI * KIBI),
            Map.entry("tbit", 1e12),
            Map.entry("bps", 8.),
            Map.entry("kibps", 8 * KIBI),
            Map.entry("kbps", 8e3),
            Map.entry("mibps", 8 * KIBI * KIBI),
            Map.entry("mbps", 8e6),
            Map.entry("gibps", 8 * KIBI * KIBI * KIBI),
            Map.entry("gbps", 8e9),
            Map.entry("tibps", 8 * KIBI * KIBI * KIBI * KIBI),
            Map.entry("tbps", 8e12));

    private static final Map<String, Double> SIZES = Map.ofEntries(
            Map.entry("", 1.),
            Map.entry("b", 1.),
            Map.entry("k", KIBI),
            Map.entry("kb", KIBI),
            Map.entry("m", KIBI * KIBI),
            Map.entry("mb", KIBI * KIBI),
            Map.entry("g", KIBI * KIBI * KIBI),
            Map.entry("gb", KIBI * KIBI * KIBI),
            Map.entry("kbit", KIBI / BITS),
            Map.entry("mbit", KIBI * KIBI / BITS),
            Map.entry("gbit", KIBI * KIBI * KIBI / BITS));

    /** In microseconds. */
    private static final Map<String, Double> TIMES = Map.ofEntries(
            Map.entry("", 1.),
            Map.entry("us", 1.),
            Map.entry("usec", 1.),
            Map.entry("usecs", 1.),
            Map.entry("ms", 1e3),
            Map.entry("msec", 1e3),
            Map.entry("msecs", 1e3),
            Map.entry("s", 1e6),
            Map.entry("sec", 1e6),
            Map.entry("secs", 1e6));

    private Units() {}

    /** Bytes a second ({@code get_rate64}). */
    static OptionalLong rate(String word) {
        CNumber.Read number = CNumber.read(word);
        Double scale = number.rest().isEmpty() ? Double.valueOf(1) : RATES.get(lower(number.rest()));
        return number.isMissing() || scale == null
                ? OptionalLong.empty()
                : OptionalLong.of((long) (number.value() * scale / BITS));
    }

    /** Bytes, or packets ({@code get_size}). */
    static OptionalInt size(String word) {
        CNumber.Read number = CNumber.read(word);
        Double scale = SIZES.get(lower(number.rest()));
        if (number.isMissing() || scale == null) {
            return OptionalInt.empty();
        }
        double size = number.value() * scale;
        return size < 0 || size >= WHOLE + 1. ? OptionalInt.empty() : OptionalInt.of(CNumber.toU32(size));
    }

    /** A size, and the step of a table behind a slash ({@code get_size_and_cell}). */
    record SizeAndCell(int size, int cellLog) {}

    static Optional<SizeAndCell> sizeAndCell(String word) {
        int slash = word.indexOf('/');
        OptionalInt size = size(slash < 0 ? word : word.substring(0, slash));
        if (size.isEmpty()) {
            return Optional.empty();
        }
        if (slash < 0) {
            return Optional.of(new SizeAndCell(size.getAsInt(), -1));
        }
        OptionalInt cell = Numbers.integer(word.substring(slash + 1), 0);
        return cell.isEmpty() || Integer.bitCount(cell.getAsInt()) != 1
                ? Optional.empty()
                : Optional.of(new SizeAndCell(size.getAsInt(), Integer.numberOfTrailingZeros(cell.getAsInt())));
    }

    /** Microseconds ({@code get_time}). */
    static OptionalInt time(String word) {
        CNumber.Read number = CNumber.read(word);
        Double scale = TIMES.get(lower(number.rest()));
        return number.isMissing() || scale == null
                ? OptionalInt.empty()
                : OptionalInt.of(CNumber.toU32(number.value() * scale));
    }

    /** Nanoseconds ({@code get_time64}). */
    static OptionalLong time64(String word) {
        CNumber.Read number = CNumber.read(word);
        String unit = lower(number.rest());
        boolean isNs = unit.isEmpty() || unit.equals("ns") || unit.equals("nsec") || unit.equals("nsecs");
        Double scale =
                isNs ? Double.valueOf(1) : TIMES.containsKey(unit) ? Double.valueOf(TIMES.get(unit) * 1e3) : null;
        return number.isMissing() || scale == null
                ? OptionalLong.empty()
                : OptionalLong.of((long) (number.value() * scale));
    }

    /** A share from 0 to 1 ({@code parse_percent}). */
    static Optional<Double> percent(String word) {
        CNumber.Read number = CNumber.read(word);
        double share = number.value() / 100.;
        boolean valid = share >= 0
                && share <= 1
                && (number.rest().isEmpty() || number.rest().equals("%"));
        return valid ? Optional.of(share) : Optional.empty();
    }

    /** A share as the kernel has it ({@code set_percent}). */
    static int scaled(double share) {
        return (int) (long) Math.rint(share * WHOLE);
    }

    /** {@code tc_core_time2tick}. */
    static int ticks(int microseconds) {
        return CNumber.toU32(Integer.toUnsignedLong(microseconds) * TICKS_A_US);
    }

    /** {@code tc_core_tick2time}. */
    static int microseconds(int ticks) {
        return CNumber.toU32(Integer.toUnsignedLong(ticks) / TICKS_A_US);
    }

    /** Whether a time is too long for the kernel ({@code tc_core_time2big}). */
    static boolean isTooLong(int microseconds) {
        return (long) (Integer.toUnsignedLong(microseconds) * TICKS_A_US) >> 32 != 0;
    }

    /** How many ticks so many bytes take ({@code tc_calc_xmittime}). */
    static int transmitTime(long rate, int size) {
        return ticks(CNumber.toU32(US_A_SECOND * ((double) Integer.toUnsignedLong(size) / rate)));
    }

    /** How many bytes go in so many ticks ({@code tc_calc_xmitsize}). */
    static double transmitSize(long rate, int ticks) {
        return (double) rate * Integer.toUnsignedLong(microseconds(ticks)) / US_A_SECOND;
    }

    /** {@code print_color_rate}. */
    static String rateText(long bytesPerSecond, boolean iec) {
        long kilo = iec ? 1024 : 1000;
        String[] units = {"", "K", "M", "G", "T"};
        long rate = bytesPerSecond << 3;
        int unit = 0;
        while (unit < units.length - 1
                && Long.compareUnsigned(rate, kilo) >= 0
                && (Long.remainderUnsigned(rate, kilo) == 0 || Long.compareUnsigned(rate, 1000 * kilo) >= 0)) {
            rate = Long.divideUnsigned(rate, kilo);
            unit++;
        }
        return Long.toUnsignedString(rate) + units[unit] + (iec && unit > 0 ? "i" : "") + "bit";
    }

    /** {@code sprint_size}. */
    static String sizeText(int bytes) {
        long size = Integer.toUnsignedLong(bytes);
        long kilo = 1024;
        long mega = kilo * kilo;
        if (size >= mega && Math.abs(mega * Math.rint(size / (double) mega) - size) < 1024) {
            return CNumber.general(Math.rint(size / (double) mega)) + "Mb";
        }
        if (size >= kilo && Math.abs(kilo * Math.rint(size / (double) kilo) - size) < 16) {
            return CNumber.general(Math.rint(size / (double) kilo)) + "Kb";
        }
        return size + "b";
    }

    /** {@code sprint_time}. */
    static String timeText(int microseconds) {
        double time = Integer.toUnsignedLong(microseconds);
        if (time >= US_A_SECOND) {
            return CNumber.general(time / US_A_SECOND, 3) + "s";
        }
        if (time >= 1e3) {
            return CNumber.general(time / 1e3, 3) + "ms";
        }
        return Integer.toUnsignedString(microseconds) + "us";
    }

    /** {@code sprint_time64}. */
    static String time64Text(long ns) {
        if (ns >= NS_A_SECOND) {
            return CNumber.general(ns / NS_A_SECOND, 3) + "s";
        }
        if (ns >= 1e6) {
            return CNumber.general(ns / 1e6, 3) + "ms";
        }
        return ns >= 1e3 ? CNumber.general(ns / 1e3, 3) + "us" : ns + "ns";
    }

    private static String lower(String unit) {
        return unit.toLowerCase(Locale.ROOT);
    }
}
