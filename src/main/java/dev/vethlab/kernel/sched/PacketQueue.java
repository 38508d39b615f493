package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Packets one behind the other ({@code struct qdisc_skb_head}). */
final class PacketQueue {

    private final ArrayDeque<Skb> packets = new ArrayDeque<>();
    private int bytes;

    int length() {
        return packets.size();
    }

    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    void add(Skb skb) {
        packets.addLast(skb);
        bytes += PacketLength.of(skb);
    }

    void addFirst(Skb skb) {
        packets.addFirst(skb);
        bytes += PacketLength.of(skb);
    }

    @Nullable
    Skb peek() {
        return packets.peekFirst();
    }

    @Nullable
    Skb poll() {
        Skb skb = packets.pollFirst();
        if (skb != null) {
            bytes -= PacketLength.of(skb);
        }
        return skb;
    }
}
