package dev.vethlab.kernel.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All captures of a machine, in the order in which their devices first came into being, and the end of packets. */
public final class CaptureLog {

    private record Place(String namespace, String device) {}

    /** What became of a packet that went no further. */
    public record End(Fate fate, Optional<DropReason> reason, String function, String detail) {}

    private final int limit;
    private final Map<Place, Capture> captures = new LinkedHashMap<>();
    private final PacketEnds ends;
    private int room = Integer.MAX_VALUE;
    private long byteRoom = Long.MAX_VALUE;
    private long lastNumber;

    /**
     * @param limit the most packets kept a capture
     */
    public CaptureLog(int limit) {
        this.limit = limit;
        this.ends = new PacketEnds(limit);
    }

    /**
     * Limits the packets kept in all captures together. A capture that finds no more room forgets its own oldest ones, but for a
     * few that every capture may keep. Where there is no more room for bytes, the capture that has the most of them forgets a part.
     *
     * @param bytes the most bytes of packets, those that are kept for readers of taps among them
     */
    public void limitTotal(int packets, long bytes) {
        room = packets;
        byteRoom = bytes;
    }

    /**
     * Takes room for the bytes of a packet that is kept, here or elsewhere.
     *
     * @return false where there is none, though the captures have nothing more to forget
     */
    public boolean takeBytes(int length) {
        while (byteRoom < length) {
            Capture heaviest = null;
            for (Capture capture : captures.values()) {
                if (capture.bytes() > (heaviest == null ? 0 : heaviest.bytes())) {
                    heaviest = capture;
                }
            }
            if (heaviest == null) {
                return false;
            }
            heaviest.forgetPart();
        }
        byteRoom -= length;
        return true;
    }

    /** Gives room back that was taken. */
    public void giveBytes(long length) {
        byteRoom += length;
    }

    /** Makes room for so many packets more, if there is any. */
    boolean takeRoom(int packets) {
        if (room < packets) {
            return false;
        }
        room -= packets;
        return true;
    }

    void giveRoom(int packets) {
        room += packets;
    }

    /** The capture of a device name in a namespace, begun now if there is none yet. */
    public Capture open(String namespace, String device, boolean ethernet) {
        return captures.computeIfAbsent(
                new Place(namespace, device), place -> new Capture(this, namespace, device, ethernet));
    }

    /** Every capture there is, also of devices that are gone. */
    public List<Capture> all() {
        return new ArrayList<>(captures.values());
    }

    public Optional<Capture> find(String namespace, String device) {
        return Optional.ofNullable(captures.get(new Place(namespace, device)));
    }

    /** Empties every capture; numbers go on. */
    public void clear() {
        captures.values().forEach(Capture::clear);
        ends.clear();
    }

    /** The number of the newest captured packet, 0 before the first. */
    public long lastNumber() {
        return lastNumber;
    }

    /** Notes that a captured packet went no further. */
    public void end(long number, End end) {
        if (number > 0) {
            ends.add(number, end);
        }
    }

    /** What is known of the end of a captured packet. */
    public Optional<End> endOf(long number) {
        return ends.find(number);
    }

    int limit() {
        return limit;
    }

    long nextNumber() {
        return ++lastNumber;
    }
}
