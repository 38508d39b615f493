package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import org.jspecify.annotations.Nullable;

/** A timer that is set again and again for the same thing ({@code struct timer_list}). */
public final class StpTimer {

    private final Machine machine;
    private final Runnable expired;
    private @Nullable Timer timer;

    StpTimer(Machine machine, Runnable expired) {
        this.machine = machine;
        this.expired = expired;
    }

    /** Sets it anew ({@code mod_timer}). */
    void set(long jiffies) {
        expireAt(Jiffies.now(machine) + jiffies);
    }

    /** Sets it anew, to a whole second ({@code mod_timer} with {@code round_jiffies}). */
    void setRounded(long jiffies) {
        expireAt(Jiffies.rounded(machine, Jiffies.now(machine) + jiffies));
    }

    private void expireAt(long tick) {
        cancel();
        timer = Jiffies.at(machine, tick, expired);
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }

    boolean isPending() {
        return timer != null && timer.isPending();
    }

    /** How long until it expires, in nanoseconds; 0 where it is not set ({@code br_timer_value}). */
    public long leftNs() {
        Timer set = timer;
        return set != null && set.isPending() ? Math.max(0, set.atNs() - machine.nowNs()) : 0;
    }
}
