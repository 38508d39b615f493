package dev.vethlab.lab;

import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.wire.EthernetFrame;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** Packets as they are kept for long: the frames, and of each sighting no more than when and where it was. */
final class KeptPackets extends AbstractList<TracedPacket> implements RandomAccess {

    private static final int FIRST_SIZE = 48;

    private Capture[] places = new Capture[FIRST_SIZE];
    private EthernetFrame[] frames = new EthernetFrame[FIRST_SIZE];
    private long[] numbers = new long[FIRST_SIZE];
    private long[] times = new long[FIRST_SIZE];
    private boolean[] outgoing = new boolean[FIRST_SIZE];
    private int size;
    private long bytes;

    private KeptPackets() {}

    /** The packets of all captures after that of a number, in true order. */
    static KeptPackets after(long number, CaptureLog captures) {
        KeptPackets kept = new KeptPackets();
        captures.show(number, kept::add);
        kept.resize(kept.size);
        return kept;
    }

    private void add(Capture place, long number, long atNs, Direction direction, EthernetFrame frame) {
        if (size == frames.length) {
            resize(2 * size);
        }
        places[size] = place;
        frames[size] = frame;
        numbers[size] = number;
        times[size] = atNs;
        outgoing[size] = direction == Direction.OUT;
        size++;
        bytes += frame.length();
    }

    private void resize(int capacity) {
        if (capacity != frames.length) {
            places = Arrays.copyOf(places, capacity);
            frames = Arrays.copyOf(frames, capacity);
            numbers = Arrays.copyOf(numbers, capacity);
            times = Arrays.copyOf(times, capacity);
            outgoing = Arrays.copyOf(outgoing, capacity);
        }
    }

    @Override
    public TracedPacket get(int index) {
        Direction direction = outgoing[index] ? Direction.OUT : Direction.IN;
        return new TracedPacket(
                places[index].namespace(),
                places[index].device(),
                new CapturedPacket(numbers[index], times[index], direction, frames[index]));
    }

    /** The bytes of all frames together. */
    long bytes() {
        return bytes;
    }

    @Override
    public int size() {
        return size;
    }
}
