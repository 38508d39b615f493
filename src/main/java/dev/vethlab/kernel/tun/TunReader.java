package dev.vethlab.kernel.tun;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Payload;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * A program's end of a device ({@code struct tun_file}): while it is open, the device has carrier. What the host sends waits
 * here, as much as the device's queue length allows, until it is read.
 */
public final class TunReader {

    private final TunDevice device;
    private final TunProgram program;
    private final ArrayDeque<EthernetFrame> waiting = new ArrayDeque<>();
    private boolean open = true;

    TunReader(TunDevice device, TunProgram program) {
        this.device = device;
        this.program = program;
    }

    public TunDevice device() {
        return device;
    }

    /** The program that has it open. */
    public TunProgram program() {
        return program;
    }

    /** Whether it has neither been closed nor its device deleted. */
    public boolean isOpen() {
        return open;
    }

    /** How many packets wait. */
    public int waiting() {
        return waiting.size();
    }

    /** The oldest packet that waits ({@code read}): a frame on a tap device, a packet alone on a tun device. */
    public Optional<Payload> read() {
        EthernetFrame frame = waiting.poll();
        if (frame == null) {
            return Optional.empty();
        }
        Payload data = device.hasEthernetHeader() ? frame : frame.payload();
        device.stats().txPackets++;
        device.stats().txBytes += data.length();
        return Optional.of(data);
    }

    /**
     * Has the host receive a frame, or on a tun device a packet ({@code write}).
     *
     * @throws KernelException EIO where the device is down, EINVAL for what is too short or no packet
     */
    public void write(byte[] data) throws KernelException {
        device.inject(data);
    }

    /** Closes this end; the device loses its carrier. */
    public void close() {
        if (open) {
            detach();
            device.detached(this);
        }
    }

    void detach() {
        open = false;
        waiting.clear();
        program.closed(this);
    }

    void arrive(Skb skb, EthernetFrame frame) {
        if (waiting.size() >= device.txQueueLength()) {
            device.stats().txDropped++;
            Drops.drop(
                    skb,
                    DropReason.FULL_RING,
                    "tun_net_xmit",
                    device.txQueueLength() + " packets wait to be read already",
                    List.of());
            return;
        }
        waiting.add(frame);
        program.arrived(this);
    }
}
