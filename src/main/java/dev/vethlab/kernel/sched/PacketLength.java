package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;

/** How long a packet is as queues count it: of several segments, with the header that each will have ({@code qdisc_pkt_len_init}). */
final class PacketLength {

    private PacketLength() {}

    /** In bytes. */
    static int of(Skb skb) {
        int length = lengthOf(skb);
        return skb.segmentSize == 0 ? length : length + (segments(skb) - 1) * (length - dataLength(skb));
    }

    /** How long the longest of its segments is. */
    static int longestSegment(Skb skb) {
        int length = lengthOf(skb);
        return skb.segmentSize == 0 ? length : length - dataLength(skb) + skb.segmentSize;
    }

    /** How many packets it is once it is cut into segments. */
    static int segments(Skb skb) {
        return skb.segmentSize == 0 ? 1 : Math.max(1, (dataLength(skb) + skb.segmentSize - 1) / skb.segmentSize);
    }

    private static int lengthOf(Skb skb) {
        return skb.dev.hasEthernetHeader() ? skb.length() : skb.length() - EthernetFrame.HEADER_LENGTH;
    }

    private static int dataLength(Skb skb) {
        return skb.payload instanceof Ipv4Packet && ((Ipv4Packet) skb.payload).payload() instanceof TcpSegment
                ? ((TcpSegment) ((Ipv4Packet) skb.payload).payload()).payload().length()
                : skb.payload.length();
    }
}
