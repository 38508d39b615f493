package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import org.jspecify.annotations.Nullable;

/** Sees to it that a queue is asked again when a packet may go ({@code struct qdisc_watchdog}). */
final class Watchdog {

    private final DeviceQueues queues;
    private @Nullable Timer timer;

    Watchdog(DeviceQueues queues) {
        this.queues = queues;
    }

    /** Sets it, in place of what was set before ({@code qdisc_watchdog_schedule_ns}). */
    void schedule(long atNs) {
        Timer set = timer;
        if (set != null && set.isPending()) {
            if (set.atNs() == atNs) {
                return;
            }
            set.cancel();
        }
        Machine machine = queues.device().machine();
        timer = machine.schedule(atNs - machine.nowNs(), queues::run);
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
