package dev.vethlab.tool;

import dev.vethlab.kernel.machine.Machine;
import java.util.List;

/** A program that acts on events, so that it can go on in the background while others run. */
public interface Service extends Program {

    /** For how long one may wait in the foreground for something that may never come: a day, if nothing else ends it before. */
    long LONGEST_WAIT_NS = 86_400_000_000_000L;

    /** Whether it goes on in the background with these arguments; it runs to its end at once otherwise. */
    default boolean goesOn(List<String> arguments) {
        return true;
    }

    /** Starts it. */
    Activity start(Process process, List<String> arguments);

    /** Runs it in the foreground: starts it and lets time pass until it is over. */
    @Override
    default int run(Process process, List<String> arguments) {
        Machine machine = process.kernel().machine();
        Activity activity = start(process, arguments);
        try {
            if (!machine.runUntil(machine.nowNs() + LONGEST_WAIT_NS, activity::hasEnded)) {
                process.err("lab: " + name() + " was stopped: a day has passed, and what it waits for has not come\n");
            }
        } finally {
            if (!activity.hasEnded()) {
                activity.signal(Activity.KILLED);
            }
        }
        activity.catchUp();
        return activity.exitCode();
    }
}
