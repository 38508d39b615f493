package dev.vethlab.kernel.device;

import dev.vethlab.wire.EthernetFrame;

/**
 * How much memory a packet takes ({@code skb->truesize}), which is what queues count. A packet that the host made has its
 * data in one block of the allocator: the packet, room for the link layer header, and the shared info, rounded up
 * ({@code __alloc_skb}, {@code __ip_append_data}).
 */
public final class Truesize {

    private static final int SKB = 256;
    private static final int SHARED_INFO = 320;
    private static final int HEADER_SPACE = 16;
    private static final int ALIGNMENT_SPACE = 15;
    private static final int CACHE_LINE = 64;
    private static final int SMALL_HEAD = 576;

    /** What a full Ethernet frame is reckoned as by settings that used to count packets ({@code SKB_TRUESIZE}). */
    public static final int OF_FULL_FRAME = 1500 + EthernetFrame.HEADER_LENGTH + SKB + SHARED_INFO;

    private Truesize() {}

    /** In bytes. */
    public static int of(Skb skb) {
        return of(skb.payload.length());
    }

    /**
     * In bytes.
     *
     * @param length of the packet without its link layer header
     */
    public static int of(int length) {
        int data = length + HEADER_SPACE + ALIGNMENT_SPACE;
        int head = (data + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE + SHARED_INFO;
        return SKB + (head <= SMALL_HEAD ? SMALL_HEAD : Integer.highestOneBit(head - 1) << 1);
    }
}
