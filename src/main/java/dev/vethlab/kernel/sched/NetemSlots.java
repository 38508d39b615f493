package dev.vethlab.kernel.sched;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The times at which packets go in bunches ({@code struct slotstate}, {@code get_slot_next}). */
final class NetemSlots {

    private final SplittableRandom random;
    private final NetemDelay distribution;
    private NetemOptions.@Nullable Slot settings;
    private long nextNs;
    private int packetsLeft;
    private int bytesLeft;

    NetemSlots(SplittableRandom random) {
        this.random = random;
        this.distribution = new NetemDelay(random);
    }

    void set(NetemOptions.Slot slot, short @Nullable [] table, long now) {
        settings = slot;
        if (table != null) {
            distribution.setTable(table);
        }
        int packets = slot.maxPackets() == 0 ? Integer.MAX_VALUE : slot.maxPackets();
        int bytes = slot.maxBytes() == 0 ? Integer.MAX_VALUE : slot.maxBytes();
        settings = new NetemOptions.Slot(
                slot.minDelay(), slot.maxDelay(), packets, bytes, slot.distributionDelay(), slot.distributionJitter());
        packetsLeft = packets;
        bytesLeft = bytes;
        nextNs = slot.minDelay() != 0 || slot.maxDelay() != 0 || slot.distributionJitter() != 0 ? now : 0;
    }

    NetemOptions.@Nullable Slot shown() {
        NetemOptions.Slot slot = settings;
        if (slot == null || slot.minDelay() == 0 && slot.maxDelay() == 0 && slot.distributionJitter() == 0) {
            return null;
        }
        return new NetemOptions.Slot(
                slot.minDelay(),
                slot.maxDelay(),
                slot.maxPackets() == Integer.MAX_VALUE ? 0 : slot.maxPackets(),
                slot.maxBytes() == Integer.MAX_VALUE ? 0 : slot.maxBytes(),
                slot.distributionDelay(),
                slot.distributionJitter());
    }

    /** When the slot begins in which a packet of that time may go, 0 without slots. */
    long beginFor(long timeNs, long now) {
        if (nextNs != 0 && nextNs < timeNs) {
            next(now);
        }
        return nextNs;
    }

    /** A packet has gone. */
    void used(int size, long now) {
        if (nextNs != 0) {
            packetsLeft--;
            bytesLeft -= size;
            if (packetsLeft <= 0 || bytesLeft <= 0) {
                next(now);
            }
        }
    }

    private void next(long now) {
        NetemOptions.Slot slot = settings;
        if (slot == null) {
            return;
        }
        long delay;
        if (slot.distributionJitter() == 0) {
            long range = slot.maxDelay() - slot.minDelay();
            delay = slot.minDelay() + ((random.nextInt() & 0xffff_ffffL) * range >> 32);
        } else {
            delay = distribution.draw(slot.distributionDelay(), slot.distributionJitter());
        }
        nextNs = now + delay;
        packetsLeft = slot.maxPackets();
        bytesLeft = slot.maxBytes();
    }
}
