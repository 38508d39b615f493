package dev.vethlab.kernel.trace;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packets in the order in which they were seen, those of all captures behind one another: a frame that a bridge sends to a thousand
 * devices is a thousand steps along the same few arrays, and not a step in a thousand places. Of each capture the oldest may be
 * forgotten; they keep their places until there are many of them.
 */
final class Sightings {

    private static final int FIRST_SIZE = 16;

    /** Where more than such a part is forgotten, moving the rest together is worth its while. */
    private static final int PART = 4;

    /** Stands where a frame was forgotten, so that nothing holds it. */
    private static final EthernetFrame NONE = new EthernetFrame(MacAddress.ZERO, MacAddress.ZERO, 0, Bytes.EMPTY);

    private final List<Capture> captures = new ArrayList<>();
    private EthernetFrame[] frames = {};
    private long[] numbers = {};
    private long[] times = {};

    /** The capture of each, doubled, and one more for those that went out. */
    private int[] places = {};

    /** The length of each frame: one that is forgotten is not looked at again. */
    private int[] lengths = {};

    private int size;
    private int forgotten;
    private long bytes;

    /** How many of each capture are kept, and how many were not or no longer. */
    private int[] kept = new int[FIRST_SIZE];

    private long[] dropped = new long[FIRST_SIZE];

    /** Gives a new capture its index. */
    int open(Capture capture) {
        if (captures.size() == kept.length) {
            kept = Arrays.copyOf(kept, 2 * kept.length);
            dropped = Arrays.copyOf(dropped, 2 * dropped.length);
        }
        captures.add(capture);
        return captures.size() - 1;
    }

    /** How many packets of a capture are kept. */
    int kept(int capture) {
        return kept[capture];
    }

    /** How many packets are kept. */
    int kept() {
        return size - forgotten;
    }

    /** How many packets of a capture were forgotten, or not kept at all. */
    long dropped(int capture) {
        return dropped[capture];
    }

    /** The bytes of all packets that have a place, forgotten ones among them. */
    long bytes() {
        return bytes;
    }

    void add(int capture, long number, long atNs, Direction direction, EthernetFrame frame, int length) {
        if (size == frames.length) {
            makeRoom();
        }
        int place = size++;
        frames[place] = frame;
        numbers[place] = number;
        times[place] = atNs;
        places[place] = 2 * capture + (direction == Direction.OUT ? 1 : 0);
        lengths[place] = length;
        bytes += length;
        kept[capture]++;
    }

    /** Counts a packet that is not kept. */
    void refuse(int capture) {
        dropped[capture]++;
    }

    /** Forgets the oldest of a capture. */
    void forgetOldest(int capture) {
        kept[capture]--;
        dropped[capture]++;
        forgotten++;
    }

    private void makeRoom() {
        if (forgotten > size / PART) {
            close();
            return;
        }
        int capacity = Math.max(FIRST_SIZE, 2 * size);
        frames = Arrays.copyOf(frames, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
        times = Arrays.copyOf(times, capacity);
        places = Arrays.copyOf(places, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
    }

    /** Moves what is kept together. */
    void close() {
        if (forgotten == 0) {
            return;
        }
        int[] gone = forgottenFrom(0);
        int to = 0;
        for (int from = 0; from < size; from++) {
            if (gone[places[from] >> 1]-- > 0) {
                bytes -= lengths[from];
                continue;
            }
            frames[to] = frames[from];
            numbers[to] = numbers[from];
            times[to] = times[from];
            places[to] = places[from];
            lengths[to] = lengths[from];
            to++;
        }
        Arrays.fill(frames, to, size, NONE);
        size = to;
        forgotten = 0;
    }

    /** Makes room for so many bytes, as far as there are any: what has the most of them forgets its oldest, a quarter at a time. */
    void free(long wanted) {
        close();
        long[] held = new long[captures.size()];
        for (int i = 0; i < size; i++) {
            held[places[i] >> 1] += lengths[i];
        }
        long[] most = held.clone();
        long missing = wanted;
        while (missing > 0) {
            int heaviest = heaviest(most);
            if (most[heaviest] == 0) {
                break;
            }
            long less = (most[heaviest] + PART - 1) / PART;
            most[heaviest] -= less;
            missing -= less;
        }
        for (int i = 0; i < size; i++) {
            int capture = places[i] >> 1;
            if (held[capture] > most[capture]) {
                held[capture] -= lengths[i];
                forgetOldest(capture);
            }
        }
        close();
    }

    private static int heaviest(long[] bytes) {
        int heaviest = 0;
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] > bytes[heaviest]) {
                heaviest = i;
            }
        }
        return heaviest;
    }

    /** Shows what is kept of all captures and has a greater number, in order. */
    void show(long after, Sighted sighted) {
        int first = firstAfter(after);
        int[] gone = forgotten == 0 ? kept : forgottenFrom(first);
        for (int i = first; i < size; i++) {
            int capture = places[i] >> 1;
            if (forgotten == 0 || gone[capture]-- <= 0) {
                sighted.at(captures.get(capture), numbers[i], times[i], direction(i), frames[i]);
            }
        }
    }

    /** Shows what is kept of one capture and has a greater number, in order. */
    void show(int capture, long after, Sighted sighted) {
        int first = firstAfter(after);
        int gone = forgotten == 0 ? 0 : forgottenFrom(first)[capture];
        for (int i = first; i < size; i++) {
            if (places[i] >> 1 == capture && gone-- <= 0) {
                sighted.at(captures.get(capture), numbers[i], times[i], direction(i), frames[i]);
            }
        }
    }

    private Direction direction(int place) {
        return (places[place] & 1) != 0 ? Direction.OUT : Direction.IN;
    }

    /** How many of each capture are forgotten from a place on, which are the oldest of them. */
    private int[] forgottenFrom(int first) {
        int[] gone = new int[captures.size()];
        for (int i = first; i < size; i++) {
            gone[places[i] >> 1]++;
        }
        for (int capture = 0; capture < gone.length; capture++) {
            gone[capture] = Math.max(0, gone[capture] - kept[capture]);
        }
        return gone;
    }

    /** The place of the first whose number is greater: numbers only grow. */
    private int firstAfter(long number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[middle] > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    void clear() {
        frames = new EthernetFrame[0];
        numbers = new long[0];
        times = new long[0];
        places = new int[0];
        lengths = new int[0];
        size = 0;
        forgotten = 0;
        bytes = 0;
        Arrays.fill(kept, 0);
        Arrays.fill(dropped, 0);
    }
}
