package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fragments of one packet, as far as they have come ({@code struct ipq}, {@code ip_frag_queue}, {@code inet_frag_queue_insert}). */
final class FragmentQueue {

    /** What a fragment meant. */
    enum Result {
        /** More are needed. */
        WAITING,
        /** All are here. */
        COMPLETE,
        /** Its bytes are here already. */
        DUPLICATE,
        /** It does not fit those that are here. */
        CORRUPT
    }

    private static final int ECN_NOT_ECT = 1;
    private static final int ECN_CE = 8;
    private static final int ECN_MASK = 3;

    /** The fragments, by where they begin. */
    private final TreeMap<Integer, Skb> fragments = new TreeMap<>();

    /** Where a run of fragments that came one after the other begins, and where it ends. */
    private final TreeMap<Integer, Integer> runs = new TreeMap<>();

    private int length;
    private int received;
    private boolean lastIsHere;
    private int largest;
    private int largestWithDf;
    private int ecn;

    /** The device that the newest fragment came in by. */
    int deviceIndex;

    /** How many fragments of this sender had come when the newest of this packet did. */
    int seenAt;

    long memory;

    @Nullable
    Timer timer;

    Result insert(Skb skb, Ipv4Packet fragment) {
        int offset = fragment.fragmentOffset();
        int end = offset + fragment.payload().length();
        if (fragment.moreFragments()) {
            end &= ~7;
            if (end > length) {
                if (lastIsHere) {
                    return Result.CORRUPT;
                }
                length = end;
            }
        } else {
            if (end < length || lastIsHere && end != length) {
                return Result.CORRUPT;
            }
            lastIsHere = true;
            length = end;
        }
        if (end == offset) {
            return Result.CORRUPT;
        }
        Result placed = place(offset, end);
        if (placed != Result.WAITING) {
            return placed;
        }
        fragments.put(offset, skb);
        deviceIndex = skb.dev.index();
        received += end - offset;
        ecn |= 1 << (fragment.tos() & ECN_MASK);
        int size = end - offset + fragment.headerLength();
        largest = Math.max(largest, size);
        if (fragment.dontFragment()) {
            largestWithDf = Math.max(largestWithDf, size);
        }
        return lastIsHere && fragments.firstKey() == 0 && received == length ? Result.COMPLETE : Result.WAITING;
    }

    /** Finds the place of a fragment among the runs; one that lies within a run is a duplicate, one that overlaps is not taken. */
    private Result place(int offset, int end) {
        Map.Entry<Integer, Integer> newest = runs.lastEntry();
        if (newest != null && newest.getValue() < end) {
            if (offset < newest.getValue()) {
                return Result.CORRUPT;
            }
            runs.put(offset == newest.getValue() ? newest.getKey() : Integer.valueOf(offset), end);
            return Result.WAITING;
        }
        Map.Entry<Integer, Integer> before = runs.lowerEntry(end);
        if (before != null && before.getValue() > offset) {
            return offset >= before.getKey() && end <= before.getValue() ? Result.DUPLICATE : Result.CORRUPT;
        }
        runs.put(offset, end);
        return Result.WAITING;
    }

    /** Whether no fragment has come. */
    boolean isEmpty() {
        return fragments.isEmpty();
    }

    /** The fragment with the header of the whole, null while it has not come. */
    @Nullable
    Skb firstFragment() {
        return fragments.get(0);
    }

    /** Starts again from nothing ({@code ip_frag_reinit}). */
    void clear() {
        fragments.clear();
        runs.clear();
        length = 0;
        received = 0;
        lastIsHere = false;
        largest = 0;
        largestWithDf = 0;
        ecn = 0;
    }

    /** The length of the longest fragment, with its header. */
    int largest() {
        return largest;
    }

    void cancelTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Whether congestion was not noted on some fragments only of a packet that others say knows no ECN (RFC 3168 section 5.3). */
    boolean ecnIsConsistent() {
        return (ecn & ECN_NOT_ECT) == 0 || ecn == ECN_NOT_ECT;
    }

    /** The packet that all fragments make. */
    @Nullable
    Ipv4Packet whole() {
        Skb first = firstFragment();
        if (first == null) {
            return null;
        }
        byte[] content = new byte[length];
        for (Map.Entry<Integer, Skb> entry : fragments.entrySet()) {
            Ipv4Packet part = (Ipv4Packet) entry.getValue().payload;
            int from = entry.getKey();
            if (from + part.payload().length() <= length) {
                part.payload().encode(content, from);
            } else {
                System.arraycopy(part.payload().encode(), 0, content, from, length - from);
            }
        }
        Ipv4Packet head = (Ipv4Packet) first.payload;
        int congestion = (ecn & ECN_CE) != 0 ? ECN_MASK : 0;
        return new Ipv4Packet(
                head.tos() | congestion,
                head.id(),
                largestWithDf == largest,
                false,
                0,
                head.ttl(),
                head.protocol(),
                head.source(),
                head.destination(),
                head.options(),
                Ipv4Packet.parsePayload(head.protocol(), head.source(), head.destination(), Bytes.of(content)));
    }
}
