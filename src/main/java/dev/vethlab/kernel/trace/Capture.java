package dev.vethlab.kernel.trace;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest packets that passed one device name in one namespace: a ring that grows to its limit and then forgets the
 * oldest. Captures belong to names, so a device that is renamed or moved goes on in another capture.
 */
public final class Capture {

    /** What every capture may keep, however many there are. */
    private static final int FIRST_SIZE = 16;

    /** Stands where a frame was forgotten, so that nothing holds it. */
    private static final EthernetFrame NONE = new EthernetFrame(MacAddress.ZERO, MacAddress.ZERO, 0, Bytes.EMPTY);

    private final CaptureLog log;
    private final String namespace;
    private final String device;
    private final boolean ethernet;

    private EthernetFrame[] frames = {};
    private long[] numbers = {};
    private long[] times = {};

    /** The length of each frame, doubled, and one more for those that went out: a frame that is forgotten is not looked at again. */
    private int[] lengths = {};

    private int start;
    private int size;
    private long dropped;
    private long bytes;

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
        int length = frame.length();
        if (!log.takeBytes(length)) {
            dropped++;
            return number;
        }
        bytes += length;
        if (size == frames.length && size < log.limit()) {
            grow();
        }
        if (size == frames.length) {
            forgetOldest();
        }
        int slot = slot(size++);
        frames[slot] = frame;
        numbers[slot] = number;
        times[slot] = atNs;
        lengths[slot] = 2 * length + (direction == Direction.OUT ? 1 : 0);
        return number;
    }

    /** The bytes of all packets kept. */
    long bytes() {
        return bytes;
    }

    /** Makes room for others: the oldest quarter goes. */
    void forgetPart() {
        for (int i = size / 4; i >= 0 && size > 0; i--) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        int length = lengths[start] / 2;
        log.giveBytes(length);
        bytes -= length;
        frames[start] = NONE;
        start = slot(1);
        size--;
        dropped++;
    }

    /** The packets kept whose number is greater than {@code after}, oldest first. */
    public List<CapturedPacket> packetsAfter(long after) {
        int first = firstAfter(after);
        List<CapturedPacket> packets = new ArrayList<>(size - first);
        for (int i = first; i < size; i++) {
            int slot = slot(i);
            packets.add(new CapturedPacket(
                    numbers[slot], times[slot], (lengths[slot] & 1) != 0 ? Direction.OUT : Direction.IN, frames[slot]));
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
        log.giveBytes(bytes);
        bytes = 0;
        log.giveRoom(Math.max(0, frames.length - FIRST_SIZE));
        frames = new EthernetFrame[0];
        numbers = new long[0];
        times = new long[0];
        lengths = new int[0];
        start = 0;
        size = 0;
        dropped = 0;
    }

    private void grow() {
        int capacity = Math.min(log.limit(), Math.max(FIRST_SIZE, frames.length * 2));
        if (frames.length > 0 && !log.takeRoom(capacity - frames.length)) {
            return;
        }
        EthernetFrame[] frames = new EthernetFrame[capacity];
        long[] numbers = new long[capacity];
        long[] times = new long[capacity];
        int[] lengths = new int[capacity];
        int untilEnd = this.frames.length - start;
        move(this.frames, frames, untilEnd);
        move(this.numbers, numbers, untilEnd);
        move(this.times, times, untilEnd);
        move(this.lengths, lengths, untilEnd);
        this.frames = frames;
        this.numbers = numbers;
        this.times = times;
        this.lengths = lengths;
        start = 0;
    }

    /** Copies a full ring so that its oldest entry comes first. */
    private void move(Object ring, Object straight, int untilEnd) {
        System.arraycopy(ring, start, straight, 0, untilEnd);
        System.arraycopy(ring, 0, straight, untilEnd, start);
    }
}
