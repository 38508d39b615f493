package dev.vethlab.kernel.sched;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes of {@code htb} by their number, in the order in which the kernel lists them ({@code struct Qdisc_class_hash}). */
final class HtbClasses {

    private static final int FIRST_SIZE = 16;

    /** Newest first in each bucket. */
    private List<List<HtbClass>> buckets = empty(FIRST_SIZE);

    private int count;

    private static List<List<HtbClass>> empty(int size) {
        List<List<HtbClass>> empty = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            empty.add(new ArrayList<>());
        }
        return empty;
    }

    @Nullable
    HtbClass find(int classId) {
        for (HtbClass known : buckets.get(bucketOf(classId, buckets.size()))) {
            if (known.id() == classId) {
                return known;
            }
        }
        return null;
    }

    List<HtbClass> all() {
        List<HtbClass> all = new ArrayList<>();
        buckets.forEach(all::addAll);
        return all;
    }

    void add(HtbClass made) {
        buckets.get(bucketOf(made.id(), buckets.size())).add(0, made);
        count++;
        if (count > buckets.size() * 3 / 4) {
            grow();
        }
    }

    void remove(HtbClass leaving) {
        if (buckets.get(bucketOf(leaving.id(), buckets.size())).remove(leaving)) {
            count--;
        }
    }

    void clear() {
        buckets = empty(FIRST_SIZE);
        count = 0;
    }

    /** {@code qdisc_class_hash_grow}. */
    private void grow() {
        List<List<HtbClass>> larger = empty(buckets.size() * 2);
        for (HtbClass known : all()) {
            larger.get(bucketOf(known.id(), larger.size())).add(0, known);
        }
        buckets = larger;
    }

    /** {@code qdisc_class_hash}. */
    private static int bucketOf(int id, int size) {
        int folded = id ^ id >>> 8;
        folded ^= folded >>> 4;
        return folded & size - 1;
    }
}
