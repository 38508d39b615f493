package dev.vethlab.lab;

import dev.vethlab.kernel.trace.Step;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Decisions as they are kept for long: what the kernel decides about one packet it decides about the next, so that each decision is kept
 * once, and of each packet no more than when it was. A step is made again when somebody looks at it.
 */
final class KeptSteps extends AbstractList<Step> implements RandomAccess {

    private static final int LEAST_PLACES = 16;
    private static final int MOST_PLACES = 1024;

    private final long[] times;
    private final long[] packets;
    private final Step[] likes;

    private KeptSteps(int size) {
        this.times = new long[size];
        this.packets = new long[size];
        this.likes = new Step[size];
    }

    /** The same steps in the same order. */
    static List<Step> of(List<Step> steps) {
        KeptSteps kept = new KeptSteps(steps.size());
        int places = LEAST_PLACES;
        while (places < MOST_PLACES && places < steps.size() / 2) {
            places *= 2;
        }
        Step[] known = new Step[places];
        for (int i = 0; i < kept.times.length; i++) {
            Step step = steps.get(i);
            kept.times[i] = step.atNs();
            kept.packets[i] = step.packet();
            int hash = step.detail().hashCode() * 31 + step.function().hashCode();
            int place = (hash ^ hash >>> 16) & places - 1;
            Step like = known[place];
            if (like == null || !isLike(like, step)) {
                like = step;
                known[place] = step;
            }
            kept.likes[i] = like;
        }
        return kept;
    }

    private static boolean isLike(Step one, Step other) {
        return one.verdict() == other.verdict()
                && one.function().equals(other.function())
                && one.detail().equals(other.detail())
                && one.device().equals(other.device())
                && one.namespace().equals(other.namespace())
                && one.fate().equals(other.fate())
                && one.reason().equals(other.reason())
                && one.sysctls().equals(other.sysctls())
                && one.about().equals(other.about());
    }

    @Override
    public Step get(int index) {
        Step like = likes[index];
        return like.atNs() == times[index] && like.packet() == packets[index]
                ? like
                : like.of(times[index], packets[index]);
    }

    @Override
    public int size() {
        return likes.length;
    }
}
