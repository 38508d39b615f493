package dev.vethlab.tool.tap;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.tun.TunDevice;
import dev.vethlab.kernel.tun.TunProgram;
import dev.vethlab.kernel.tun.TunReader;
import dev.vethlab.wire.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The open end of a tap or tun device: it reads at once whatever the host sends, and keeps the newest of it. */
public final class FrameEnd implements TunProgram {

    /** How many frames are kept; of those that nobody has asked for until then the oldest are forgotten. */
    public static final int MOST_KEPT = 1_000;

    /**
     * What the host has sent.
     *
     * @param number its place among all that came since the device was opened, from 1
     * @param atNs virtual time of its arrival
     * @param data a frame on a tap device, a packet on a tun device
     */
    public record Frame(long number, long atNs, Payload data) {}

    private final Deque<Frame> frames = new ArrayDeque<>();
    private long last;

    FrameEnd() {}

    /** The end of a device that is open in this way. */
    public static Optional<FrameEnd> of(NetDevice device) {
        return reader(device).map(reader -> (FrameEnd) reader.program());
    }

    static Optional<TunReader> reader(NetDevice device) {
        return device instanceof TunDevice tun
                ? tun.reader().filter(reader -> reader.program() instanceof FrameEnd)
                : Optional.empty();
    }

    /** The number of the newest frame; 0 where none has come. */
    public long last() {
        return last;
    }

    /** The frames kept that came after that of a number, oldest first. */
    public List<Frame> after(long number) {
        List<Frame> found = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame.number > number) {
                found.add(frame);
            }
        }
        return found;
    }

    @Override
    public void arrived(TunReader reader) {
        reader.read().ifPresent(data -> {
            Machine machine = reader.device().net().machine();
            Frame frame = new Frame(++last, machine.nowNs(), data);
            if (hasRoom(machine.captures(), data.length())) {
                frames.add(frame);
            }
        });
    }

    /** Takes room for a frame: that of its own oldest ones, where the machine has none left. */
    private boolean hasRoom(CaptureLog room, int length) {
        if (frames.size() == MOST_KEPT) {
            forgetOldest(room);
        }
        while (!room.takeBytes(length)) {
            if (frames.isEmpty()) {
                return false;
            }
            forgetOldest(room);
        }
        return true;
    }

    private void forgetOldest(CaptureLog room) {
        room.giveBytes(frames.remove().data().length());
    }

    @Override
    public void closed(TunReader reader) {
        CaptureLog room = reader.device().net().machine().captures();
        while (!frames.isEmpty()) {
            forgetOldest(room);
        }
    }
}
