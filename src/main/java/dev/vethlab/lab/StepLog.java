package dev.vethlab.lab;

import dev.vethlab.kernel.trace.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest decisions of the kernel about the packets of traced commands and ping runs. */
final class StepLog {

    /**
     * A decision with its place among the packets.
     *
     * @param after the last packet that was decided about before it, or the one itself
     */
    private record Placed(long after, Step step) {}

    private final Deque<Placed> steps = new ArrayDeque<>();
    private final int limit;

    /**
     * @param limit the most steps kept; older ones are forgotten
     */
    StepLog(int limit) {
        this.limit = limit;
    }

    /**
     * Adds the steps of a command.
     *
     * @param before the number of the last packet before the command
     */
    void add(long before, List<Step> more) {
        long latest = before;
        for (Step step : more) {
            latest = Math.max(latest, step.packet());
            add(new Placed(step.packet() == 0 ? latest : step.packet(), step));
        }
    }

    /** The steps about packets after that of a number, with those about no packet in between. */
    List<Step> after(long number) {
        List<Step> found = new ArrayList<>();
        for (Placed placed : steps) {
            if (placed.after > number || (placed.after == number && placed.step.packet() == 0)) {
                found.add(placed.step);
            }
        }
        return found;
    }

    void clear() {
        steps.clear();
    }

    private void add(Placed placed) {
        steps.addLast(placed);
        if (steps.size() > limit) {
            steps.removeFirst();
        }
    }
}
