package dev.vethlab.kernel.trace;

import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest packets that passed one device name in one namespace: a ring that grows to its limit and then forgets the
 * oldest. Captures belong to names, so a device that is renamed or moved goes on in another capture.
 */
public final class Capture {

    /** What every capture may keep, however many there are. */
    private static final int FIRST_SIZE = 16;

    private final CaptureLog log;
    private final String namespace;
    private final String device;
    private final boolean ethernet;

    private EthernetFrame[] frames = {};
    private long[] numbers = {};
    private long[] times = {};
    private boolean[] outgoing = {};
    private int start;
    private int size;
    private long dropped;

    Capture(CaptureLog log, String namespace, String device, boolean ethernet) {
        this.log = log;
        this.namespace = namespace;
        this.device = device;
        this.ethernet = ethernet;
    }

    public String namespace() {
        return namespace;
    }

    public String device() {
        return device;
    }

    /** Whether frames have an Ethernet header; otherwise (tun) the payload alone is the packet. */
    public boolean ethernet() {
        return ethernet;
    }

    public int size() {
        return size;
    }

    /** How many packets were forgotten because the limit was reached. */
    public long dropped() {
        return dropped;
    }

    /** Records a packet and returns its number. */
    public long add(long atNs, Direction direction, EthernetFrame frame) {
        long number = log.nextNumber();
        int slot;
        if (size == frames.length && size < log.limit() && start == 0) {
            grow();
        }
        if (size == frames.length) {
            slot = start;
            start = start + 1 == size ? 0 : start + 1;
            dropped++;
        } else {
            slot = start + size;
            if (slot >= frames.length) {
                slot -= frames.length;
            }
            size++;
        }
        frames[slot] = frame;
        numbers[slot] = number;
        times[slot] = atNs;
        outgoing[slot] = direction == Direction.OUT;
        return number;
    }

    /** The packets kept whose number is greater than {@code after}, oldest first. */
    public List<CapturedPacket> packetsAfter(long after) {
        int first = firstAfter(after);
        List<CapturedPacket> packets = new ArrayList<>(size - first);
        for (int i = first; i < size; i++) {
            int slot = slot(i);
            packets.add(new CapturedPacket(
                    numbers[slot], times[slot], outgoing[slot] ? Direction.OUT : Direction.IN, frames[slot]));
        }
        return packets;
    }

    /** The place of the first packet whose number is greater: numbers only grow. */
    private int firstAfter(long number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[slot(middle)] > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int slot(int place) {
        int slot = start + place;
        return slot < frames.length ? slot : slot - frames.length;
    }

    /** All packets kept, oldest first. */
    public List<CapturedPacket> packets() {
        return packetsAfter(0);
    }

    void clear() {
        log.giveRoom(Math.max(0, frames.length - FIRST_SIZE));
        frames = new EthernetFrame[0];
        numbers = new long[0];
        times = new long[0];
        outgoing = new boolean[0];
        start = 0;
        size = 0;
        dropped = 0;
    }

    private void grow() {
        int capacity = Math.min(log.limit(), Math.max(FIRST_SIZE, frames.length * 2));
        if (frames.length > 0 && !log.takeRoom(capacity - frames.length)) {
            return;
        }
        frames = Arrays.copyOf(frames, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
        times = Arrays.copyOf(times, capacity);
        outgoing = Arrays.copyOf(outgoing, capacity);
    }
}
