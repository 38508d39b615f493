package dev.vethlab.kernel.trace;

import dev.vethlab.wire.EthernetFrame;
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

    /** What every capture may keep, however many there are. */
    private static final int LEAST_KEPT = 16;

    /** Where there is no more room for bytes, such a part of it is made free at once. */
    private static final int PART = 16;

    private final int limit;
    private final Map<Place, Capture> captures = new LinkedHashMap<>();
    private final Sightings sightings = new Sightings();
    private final PacketEnds ends;
    private int room = Integer.MAX_VALUE;
    private long byteLimit = Long.MAX_VALUE;
    private long bytesElsewhere;
    private long lastNumber;
    private boolean holding = true;

    /**
     * @param limit the most packets kept a capture
     */
    public CaptureLog(int limit) {
        this.limit = limit;
        this.ends = new PacketEnds(limit);
    }

    /** Has every packet copied when it is seen, as {@code tcpdump} does. */
    public void copyPackets() {
        holding = false;
    }

    /**
     * Whether who captures holds on to the packets themselves until they are looked at, as a packet socket without a ring does; what is
     * held takes other ways through the kernel here and there.
     */
    public boolean holdsPackets() {
        return holding;
    }

    /**
     * Limits the packets kept in all captures together. A capture that finds no more room forgets its own oldest ones, but for a
     * few that every capture may keep. Where there is no more room for bytes, the capture that has the most of them forgets a part.
     *
     * @param bytes the most bytes of packets, those that are kept for readers of taps among them
     */
    public void limitTotal(int packets, long bytes) {
        room = packets;
        byteLimit = bytes;
    }

    /**
     * Takes room for the bytes of a packet that is kept elsewhere.
     *
     * @return false where there is none, though the captures have nothing more to forget
     */
    public boolean takeBytes(int length) {
        if (!hasRoom(length)) {
            return false;
        }
        bytesElsewhere += length;
        return true;
    }

    /** Gives room back that was taken. */
    public void giveBytes(long length) {
        bytesElsewhere -= length;
    }

    private boolean hasRoom(int length) {
        if (byteRoom() < length) {
            sightings.close();
            long wanted = Math.max(length, byteLimit / PART);
            if (byteRoom() < wanted) {
                sightings.free(wanted - byteRoom());
            }
        }
        return byteRoom() >= length;
    }

    private long byteRoom() {
        return byteLimit - bytesElsewhere - sightings.bytes();
    }

    /** Records a packet of a capture and returns its number. */
    long add(int capture, long atNs, Direction direction, EthernetFrame frame) {
        long number = ++lastNumber;
        int length = frame.length();
        if (!hasRoom(length)) {
            sightings.refuse(capture);
            return number;
        }
        int kept = sightings.kept(capture);
        if (kept >= limit || kept >= LEAST_KEPT && sightings.kept() >= room) {
            sightings.forgetOldest(capture);
        }
        sightings.add(capture, number, atNs, direction, frame, length);
        return number;
    }

    /** Shows the packets kept of all captures whose number is greater, in true order. */
    public void show(long after, Sighted sighted) {
        sightings.show(after, sighted);
    }

    Sightings sightings() {
        return sightings;
    }

    /** The capture of a device name in a namespace, begun now if there is none yet. */
    public Capture open(String namespace, String device, boolean ethernet) {
        return captures.computeIfAbsent(
                new Place(namespace, device), place -> new Capture(this, sightings, namespace, device, ethernet));
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
        sightings.clear();
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
}
