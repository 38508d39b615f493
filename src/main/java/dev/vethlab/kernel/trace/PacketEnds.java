package dev.vethlab.kernel.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ends of the packets that ended last. Nearly every packet is noted here and hardly one is asked for: noting is a step in a ring, and
 * an index is made when somebody asks. Packets end alike again and again, and an end that is like one before is kept once.
 */
final class PacketEnds {

    private static final int FIRST_SIZE = 16;
    private static final int RECENT = 16;

    private final int limit;
    private long[] numbers = {};
    private CaptureLog.@Nullable End[] ends = {};
    private final CaptureLog.@Nullable End[] recent = new CaptureLog.@Nullable End[RECENT];
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
            ends[next] = like(end);
            next++;
            size = Math.max(size, next);
        }
    }

    private CaptureLog.End like(CaptureLog.End end) {
        int hash = end.function().hashCode() * 31 + end.detail().hashCode();
        int place = (hash ^ hash >>> 16) & RECENT - 1;
        CaptureLog.End known = recent[place];
        if (known != null && known.equals(end)) {
            return known;
        }
        recent[place] = end;
        return end;
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
        Arrays.fill(recent, null);
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
