package dev.vethlab.kernel.device;

import java.util.ArrayDeque;

/**
 * Frames that wait to be received when it is their queue's turn ({@code struct napi_struct}): the processor's backlog, or what a tunnel's
 * device has taken out of packets ({@code struct gro_cell}).
 */
public final class ReceiveQueue {

    private final ArrayDeque<Skb> frames = new ArrayDeque<>();
    private boolean scheduled;

    void add(Skb skb) {
        frames.add(skb);
    }

    void putBack(Skb skb) {
        frames.addFirst(skb);
    }

    Skb take() {
        return frames.remove();
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    int size() {
        return frames.size();
    }

    /** Whether a frame that waits here is the same as one that went another way ({@code skb_cloned}). */
    boolean shares(Skb skb) {
        for (Skb waiting : frames) {
            if (waiting.frame == skb.frame) {
                return true;
            }
        }
        return false;
    }

    /** Notes that its turn will come; false where that was known ({@code napi_schedule_prep}). */
    boolean schedule() {
        boolean news = !scheduled;
        scheduled = true;
        return news;
    }

    /** Notes that it had its turn ({@code napi_complete_done}). */
    void complete() {
        scheduled = false;
    }
}
