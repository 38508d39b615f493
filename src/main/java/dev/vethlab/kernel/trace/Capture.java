package dev.vethlab.kernel.trace;

import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest packets that passed one device name in one namespace; what is beyond the limit is forgotten, the oldest first. Captures
 * belong to names, so a device that is renamed or moved goes on in another capture.
 */
public final class Capture {

    private final CaptureLog log;
    private final int index;
    private final String namespace;
    private final String device;
    private final boolean ethernet;

    Capture(CaptureLog log, Sightings sightings, String namespace, String device, boolean ethernet) {
        this.log = log;
        this.namespace = namespace;
        this.device = device;
        this.ethernet = ethernet;
        this.index = sightings.open(this);
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
        return log.sightings().kept(index);
    }

    /** How many packets were forgotten because a limit was reached. */
    public long dropped() {
        return log.sightings().dropped(index);
    }

    /** Records a packet and returns its number. */
    public long add(long atNs, Direction direction, EthernetFrame frame) {
        return log.add(index, atNs, direction, frame);
    }

    /** The packets kept whose number is greater than {@code after}, oldest first. */
    public List<CapturedPacket> packetsAfter(long after) {
        List<CapturedPacket> packets = new ArrayList<>();
        log.sightings()
                .show(
                        index,
                        after,
                        (capture, number, atNs, direction, frame) ->
                                packets.add(new CapturedPacket(number, atNs, direction, frame)));
        return packets;
    }

    /** All packets kept, oldest first. */
    public List<CapturedPacket> packets() {
        return packetsAfter(0);
    }
}
