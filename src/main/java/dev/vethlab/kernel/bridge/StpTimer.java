package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import org.jspecify.annotations.Nullable;

/** A timer that is set again and again for the same thing ({@code struct timer_list}). */
public final class StpTimer {

    private final Machine machine;
    private final Softnet softnet;
    private final Runnable expired;
    private @Nullable Timer timer;

    StpTimer(NetNamespace net, Runnable expired) {
        this.machine = net.machine();
        this.softnet = net.softnet();
        this.expired = expired;
    }

    /** Sets it anew ({@code mod_timer}). */
    void set(long jiffies) {
        cancel();
        long tick = Jiffies.now(machine) + jiffies + 1;
        timer = machine.schedule(tick * Jiffies.NS - machine.nowNs(), this::expire);
    }

    /**
     * What is sent meanwhile arrives when the timers of the same tick have run: the processor receives after that
     * ({@code TIMER_SOFTIRQ} comes before {@code NET_RX_SOFTIRQ}).
     */
    private void expire() {
        softnet.disable();
        machine.schedule(0, softnet::enable);
        expired.run();
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
