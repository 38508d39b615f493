package dev.vethlab.kernel.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ends of the packets that ended last. Nearly every packet is noted here and hardly one is asked for: noting is a step in a ring, and
 * an index is made when somebody asks.
 */
final class PacketEnds {

    private static final int FIRST_SIZE = 16;

    private final int limit;
    private long[] numbers = {};
    private CaptureLog.@Nullable End[] ends = {};
    private int next;
    private int size;
    private @Nullable Map<Long, CaptureLog.End> index;

    /**
     * @param limit the most ends that are kept
     */
    PacketEnds(int limit) {
        this.limit = limit;
    }

    /** Notes the end of a packet; of one that ended before, it is the end that counts. */
    void add(long number, CaptureLog.End end) {
        index = null;
        if (next == numbers.length && numbers.length < limit) {
            int capacity = Math.min(limit, Math.max(FIRST_SIZE, 2 * numbers.length));
            numbers = Arrays.copyOf(numbers, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        if (next == numbers.length) {
            next = 0;
        }
        if (limit > 0) {
            numbers[next] = number;
            ends[next] = end;
            next++;
            size = Math.max(size, next);
        }
    }

    Optional<CaptureLog.End> find(long number) {
        Map<Long, CaptureLog.End> known = index;
        if (known == null) {
            known = indexed();
            index = known;
        }
        return Optional.ofNullable(known.get(number));
    }

    void clear() {
        numbers = new long[0];
        ends = new CaptureLog.End[0];
        next = 0;
        size = 0;
        index = null;
    }

    private Map<Long, CaptureLog.End> indexed() {
        Map<Long, CaptureLog.End> byNumber = new HashMap<>();
        for (int i = 0; i < size; i++) {
            int oldestFirst = size < numbers.length ? i : (next + i) % size;
            CaptureLog.End end = ends[oldestFirst];
            if (end != null) {
                byNumber.put(numbers[oldestFirst], end);
            }
        }
        return byNumber;
    }
}
