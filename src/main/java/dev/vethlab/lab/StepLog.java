package dev.vethlab.lab;

import dev.vethlab.kernel.trace.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest decisions of the kernel about the packets of traced commands and ping runs. */
final class StepLog {

    /**
     * The decisions of one command.
     *
     * @param before the number of the last packet before the command
     */
    private record Batch(long before, List<Step> steps) {}

    private final Deque<Batch> batches = new ArrayDeque<>();
    private final int limit;
    private int kept;

    /** So many of the oldest batch are forgotten. */
    private int forgotten;

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
     * @param more not changed any more by the caller
     */
    void add(long before, List<Step> more) {
        if (more.isEmpty()) {
            return;
        }
        batches.addLast(new Batch(before, more));
        kept += more.size();
        while (kept > limit) {
            int left = batches.getFirst().steps.size() - forgotten;
            if (kept - left >= limit) {
                batches.removeFirst();
                kept -= left;
                forgotten = 0;
            } else {
                forgotten += kept - limit;
                kept = limit;
            }
        }
    }

    /** The steps about packets after that of a number, with those about no packet in between. */
    List<Step> after(long number) {
        List<Step> found = new ArrayList<>();
        int from = forgotten;
        for (Batch batch : batches) {
            addAfter(number, batch, from, found);
            from = 0;
        }
        return found;
    }

    /** A step about no packet has its place behind the last packet that was decided about before it. */
    private static void addAfter(long number, Batch batch, int from, List<Step> found) {
        long latest = batch.before;
        for (int i = 0; i < batch.steps.size(); i++) {
            Step step = batch.steps.get(i);
            latest = Math.max(latest, step.packet());
            boolean after = step.packet() == 0 ? latest >= number : step.packet() > number;
            if (after && i >= from) {
                found.add(step);
            }
        }
    }

    void clear() {
        batches.clear();
        kept = 0;
        forgotten = 0;
    }
}
