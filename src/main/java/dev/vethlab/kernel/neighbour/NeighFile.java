package dev.vethlab.kernel.neighbour;

import static dev.vethlab.kernel.neighbour.NeighSetting.ANYCAST_DELAY;
import static dev.vethlab.kernel.neighbour.NeighSetting.APP_PROBES;
import static dev.vethlab.kernel.neighbour.NeighSetting.BASE_REACHABLE_TIME;
import static dev.vethlab.kernel.neighbour.NeighSetting.DELAY_PROBE_TIME;
import static dev.vethlab.kernel.neighbour.NeighSetting.GC_STALETIME;
import static dev.vethlab.kernel.neighbour.NeighSetting.INTERVAL_PROBE_TIME_MS;
import static dev.vethlab.kernel.neighbour.NeighSetting.LOCKTIME;
import static dev.vethlab.kernel.neighbour.NeighSetting.MCAST_PROBES;
import static dev.vethlab.kernel.neighbour.NeighSetting.MCAST_REPROBES;
import static dev.vethlab.kernel.neighbour.NeighSetting.PROXY_DELAY;
import static dev.vethlab.kernel.neighbour.NeighSetting.PROXY_QLEN;
import static dev.vethlab.kernel.neighbour.NeighSetting.QUEUE_LEN_BYTES;
import static dev.vethlab.kernel.neighbour.NeighSetting.RETRANS_TIME;
import static dev.vethlab.kernel.neighbour.NeighSetting.UCAST_PROBES;

import dev.vethlab.kernel.device.Truesize;
import dev.vethlab.kernel.machine.Jiffies;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of {@code net.ipv4.neigh.DEVICE} ({@code neigh_sysctl_template}): which setting each shows, and in what unit.
 * Two settings have two files each that differ in their units.
 */
public enum NeighFile {
    ANYCAST_DELAY_FILE(ANYCAST_DELAY, Unit.CLOCK),
    APP_SOLICIT(APP_PROBES, Unit.NUMBER),
    BASE_REACHABLE_TIME_FILE(BASE_REACHABLE_TIME, Unit.SECONDS),
    BASE_REACHABLE_TIME_MS(BASE_REACHABLE_TIME, Unit.MILLISECONDS),
    DELAY_FIRST_PROBE_TIME(DELAY_PROBE_TIME, Unit.SECONDS),
    GC_STALE_TIME(GC_STALETIME, Unit.SECONDS),
    INTERVAL_PROBE_TIME_MS_FILE(INTERVAL_PROBE_TIME_MS, Unit.POSITIVE_MILLISECONDS),
    LOCKTIME_FILE(LOCKTIME, Unit.CLOCK),
    MCAST_RESOLICIT(MCAST_REPROBES, Unit.NUMBER),
    MCAST_SOLICIT(MCAST_PROBES, Unit.NUMBER),
    PROXY_DELAY_FILE(PROXY_DELAY, Unit.CLOCK),
    PROXY_QLEN_FILE(PROXY_QLEN, Unit.NUMBER),
    RETRANS_TIME_FILE(RETRANS_TIME, Unit.CLOCK),
    RETRANS_TIME_MS(RETRANS_TIME, Unit.MILLISECONDS),
    UCAST_SOLICIT(UCAST_PROBES, Unit.NUMBER),
    UNRES_QLEN(QUEUE_LEN_BYTES, Unit.FULL_FRAMES),
    UNRES_QLEN_BYTES(QUEUE_LEN_BYTES, Unit.NUMBER);

    /** What a file's number means, and so which of the kernel's handlers reads and writes it. */
    public enum Unit {
        /** A number from 0 on ({@code proc_dointvec_minmax}). */
        NUMBER,
        /** Seconds ({@code proc_dointvec_jiffies}). */
        SECONDS,
        /** Milliseconds ({@code proc_dointvec_ms_jiffies}). */
        MILLISECONDS,
        /** Milliseconds, at least one ({@code proc_dointvec_ms_jiffies_minmax}). */
        POSITIVE_MILLISECONDS,
        /** Hundredths of a second ({@code proc_dointvec_userhz_jiffies}). */
        CLOCK,
        /** Packets, reckoned as full frames of Ethernet ({@code proc_unres_qlen}). */
        FULL_FRAMES
    }

    private final NeighSetting setting;
    private final Unit unit;

    NeighFile(NeighSetting setting, Unit unit) {
        this.setting = setting;
        this.unit = unit;
    }

    /** The file with this name. */
    static Optional<NeighFile> ofName(String name) {
        return Arrays.stream(values())
                .filter(file -> file.fileName().equals(name))
                .findFirst();
    }

    /** The file's name. */
    public String fileName() {
        String name = name().toLowerCase(Locale.ROOT);
        return name.endsWith("_file") ? name.substring(0, name.length() - "_file".length()) : name;
    }

    NeighSetting setting() {
        return setting;
    }

    public Unit unit() {
        return unit;
    }

    /** What the file shows. */
    public String read(NeighParms parms) {
        int value = parms.get(setting);
        switch (unit) {
            case SECONDS:
                return Integer.toString(value / Jiffies.HZ);
            case MILLISECONDS:
            case POSITIVE_MILLISECONDS:
                return Long.toString(Jiffies.toMilliseconds(value));
            case CLOCK:
                // The sign is kept apart from the number, so that there is a -0.
                return (value < 0 ? "-" : "") + Jiffies.toClock(Math.abs((long) value));
            case FULL_FRAMES:
                return Integer.toString(value / Truesize.OF_FULL_FRAME);
            default:
                return Integer.toString(value);
        }
    }

    /** Whether a number may be written to the file; EINVAL where not. */
    public boolean accepts(long number) {
        return switch (unit) {
            case NUMBER -> number >= 0 && number <= Integer.MAX_VALUE;
            case SECONDS -> Math.abs(number) <= Integer.MAX_VALUE / Jiffies.HZ;
            // Only the low 32 bits count.
            case MILLISECONDS -> (int) number >= 0;
            case POSITIVE_MILLISECONDS -> (int) number > 0;
            case CLOCK -> true;
            case FULL_FRAMES -> number >= 0 && number <= Integer.MAX_VALUE / Truesize.OF_FULL_FRAME;
        };
    }

    /** Stores a number that {@link #accepts} lets pass. */
    public void write(NeighParms parms, long number) {
        parms.set(setting, stored(number));
    }

    private int stored(long number) {
        return switch (unit) {
            case NUMBER -> (int) number;
            case SECONDS -> (int) number * Jiffies.HZ;
            case MILLISECONDS, POSITIVE_MILLISECONDS -> Jiffies.ofMilliseconds((int) number);
            // A negative time is too long for the conversion, which then gives all ones.
            case CLOCK -> number < 0 ? -1 : (int) (number * Jiffies.HZ / Jiffies.USER_HZ);
            case FULL_FRAMES -> (int) number * Truesize.OF_FULL_FRAME;
        };
    }
}
