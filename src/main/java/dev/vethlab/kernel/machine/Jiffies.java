package dev.vethlab.kernel.machine;

/**
 * The kernel's tick, 250 a second ({@code CONFIG_HZ}), and its timer wheel, which fires a timer a little late: the further
 * ahead it is set, the coarser (kernel/time/timer.c). Only what is visible in Linux is reckoned in ticks: settings that
 * are rounded to them, and timers whose lateness decides what a program sees first.
 */
public final class Jiffies {

    /** Ticks a second. */
    public static final int HZ = 250;

    /** What programs count clock ticks in ({@code USER_HZ}). */
    public static final int USER_HZ = 100;

    /** Nanoseconds a tick. */
    public static final long NS = 1_000_000_000L / HZ;

    /**
     * How long a machine has been up when nobody says so: between two whole seconds, so that a program that waits for seconds does
     * not meet what happens on them, and at the beginning of a turn of the wheel.
     */
    public static final long USUAL_UPTIME_NS = (118L << 15) * NS;

    private static final int SHIFT_A_LEVEL = 3;
    private static final int LEVELS = 9;
    private static final long FIRST_LEVEL = 63;

    private Jiffies() {}

    /** The tick that it is. */
    public static long now(Machine machine) {
        return (machine.uptimeNs() + machine.nowNs()) / NS;
    }

    /** Sets a timer of the wheel ({@code mod_timer}): it fires after the tick {@code expires}, never before its end. */
    public static Timer at(Machine machine, long expires, Runnable action) {
        long now = now(machine);
        return machine.scheduleOnWheel(firing(now, expires), level(expires - now), action);
    }

    /**
     * When a program that begins now to wait for something on a socket gives up ({@code schedule_timeout}): its time is counted in
     * ticks, and runs out with a timer of the wheel.
     *
     * @param timeoutNs {@code SO_RCVTIMEO} or {@code SO_SNDTIMEO}; {@link Long#MAX_VALUE} for never
     * @return in virtual nanoseconds since boot
     */
    public static long givesUpNs(Machine machine, long timeoutNs) {
        if (timeoutNs > Long.MAX_VALUE - machine.nowNs() - NS) {
            return Long.MAX_VALUE;
        }
        long now = now(machine);
        return timeoutNs == 0
                ? machine.nowNs()
                : firing(now, now + (timeoutNs + NS - 1) / NS) * NS - machine.uptimeNs();
    }

    /**
     * A tick on a whole second near another one, so that many things that need not be exact happen together: the second before
     * where it is less than a quarter past, otherwise the one behind it ({@code round_jiffies}). What would be over by then stays.
     */
    public static long rounded(Machine machine, long tick) {
        long past = Math.floorMod(tick, HZ);
        long rounded = past < HZ / 4 ? tick - past : tick - past + HZ;
        return rounded > now(machine) ? rounded : tick;
    }

    /** The tick at which the wheel fires a timer ({@code calc_wheel_index}). */
    static long firing(long now, long expires) {
        long delta = expires - now;
        if (delta < 0) {
            return now + 1;
        }
        int shift = level(delta) * SHIFT_A_LEVEL;
        return (expires >> shift) + 1 << shift;
    }

    private static int level(long delta) {
        int level = 0;
        while (level < LEVELS - 1 && delta >= FIRST_LEVEL << level * SHIFT_A_LEVEL) {
            level++;
        }
        return level;
    }

    /** Milliseconds in ticks, rounded up ({@code msecs_to_jiffies}). */
    public static int ofMilliseconds(long milliseconds) {
        return (int) Math.min(Integer.MAX_VALUE, (milliseconds * HZ + 999) / 1000);
    }

    /** Ticks in milliseconds ({@code jiffies_to_msecs}). */
    public static long toMilliseconds(long jiffies) {
        return jiffies * (1000 / HZ);
    }

    /** Ticks in the hundredths of a second that programs count in ({@code jiffies_to_clock_t}). */
    public static long toClock(long jiffies) {
        return jiffies * USER_HZ / HZ;
    }
}
