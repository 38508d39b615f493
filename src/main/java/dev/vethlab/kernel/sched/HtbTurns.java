package dev.vethlab.kernel.sched;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in {@code htb}: of the classes that have packets, first those that send at their own rate, then those that borrow
 * from one class above, and so on; among those by priority, and among equals in turns ({@code htb_dequeue}, {@code htb_dequeue_tree}).
 */
final class HtbTurns {

    /** A class that may send, and at whose rate. */
    record Turn(HtbClass of, int level) {}

    private final List<HtbClass> active = new ArrayList<>();

    /** Those that had a turn and gave nothing, because what is in them delays packets itself. */
    private final List<HtbClass> passed = new ArrayList<>();

    /** When a class that waits may send; {@link Long#MAX_VALUE} where none waits. */
    private long nextNs;

    void activate(HtbClass leaf) {
        if (!active.contains(leaf)) {
            active.add(leaf);
        }
    }

    void deactivate(HtbClass leaf) {
        active.remove(leaf);
    }

    void clear() {
        active.clear();
    }

    long nextNs() {
        return nextNs;
    }

    /** Begins to look for a packet. */
    void begin() {
        passed.clear();
    }

    /** A class has a turn, and no packet that may go yet. */
    void pass(HtbClass leaf) {
        Qdisc inner = leaf.leaf();
        if (inner == null || inner.stats.length == 0) {
            active.remove(leaf);
        } else {
            passed.add(leaf);
        }
    }

    /** Who is next, null where all must wait. */
    @Nullable
    Turn next(long now) {
        nextNs = Long.MAX_VALUE;
        HtbClass best = null;
        int bestLevel = 0;
        for (HtbClass leaf : active) {
            if (passed.contains(leaf)) {
                continue;
            }
            int level = levelOf(leaf, now);
            if (level >= 0
                    && (best == null || level < bestLevel || level == bestLevel && leaf.priority() < best.priority())) {
                best = leaf;
                bestLevel = level;
            }
        }
        return best == null ? null : new Turn(best, bestLevel);
    }

    /** At which level a class may send, -1 for none. */
    private int levelOf(HtbClass leaf, long now) {
        HtbClass at = leaf;
        while (at != null) {
            long wait = at.waitNs(now);
            if (at.mode == HtbClass.Mode.CAN_SEND) {
                return at.level;
            }
            nextNs = Math.min(nextNs, now + wait);
            if (at.mode == HtbClass.Mode.CANT_SEND) {
                return -1;
            }
            at = at.above;
        }
        return -1;
    }

    /** A class has used its turn up: the others of its kind are before it now. */
    void goOn(HtbClass leaf) {
        if (active.remove(leaf)) {
            active.add(leaf);
        }
    }
}
