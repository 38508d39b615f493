package dev.vethlab.lab;

import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.wire.EthernetFrame;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Packets as they are kept for long: the frames, and of each sighting no more than when and where it was. */
final class KeptPackets extends AbstractList<TracedPacket> implements RandomAccess {

    private final EthernetFrame[] frames;
    private final long[] numbers;
    private final long[] times;
    private final boolean[] outgoing;
    private final String[] namespaces;
    private final String[] devices;

    private KeptPackets(int size) {
        this.frames = new EthernetFrame[size];
        this.numbers = new long[size];
        this.times = new long[size];
        this.outgoing = new boolean[size];
        this.namespaces = new String[size];
        this.devices = new String[size];
    }

    /** The same packets in the same order. */
    static List<TracedPacket> of(List<TracedPacket> packets) {
        KeptPackets kept = new KeptPackets(packets.size());
        for (int i = 0; i < kept.frames.length; i++) {
            TracedPacket traced = packets.get(i);
            CapturedPacket packet = traced.packet();
            kept.frames[i] = packet.frame();
            kept.numbers[i] = packet.number();
            kept.times[i] = packet.atNs();
            kept.outgoing[i] = packet.direction() == Direction.OUT;
            kept.namespaces[i] = traced.namespace();
            kept.devices[i] = traced.device();
        }
        return kept;
    }

    @Override
    public TracedPacket get(int index) {
        Direction direction = outgoing[index] ? Direction.OUT : Direction.IN;
        return new TracedPacket(
                namespaces[index],
                devices[index],
                new CapturedPacket(numbers[index], times[index], direction, frames[index]));
    }

    @Override
    public int size() {
        return frames.length;
    }
}
