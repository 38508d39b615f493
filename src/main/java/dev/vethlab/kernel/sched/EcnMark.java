package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;

/** The mark of congestion that a packet can carry to its receiver (RFC 3168, {@code INET_ECN_set_ce}). */
final class EcnMark {

    private static final int CODEPOINT = 3;
    private static final int CONGESTION_EXPERIENCED = 3;

    private EcnMark() {}

    /** Marks a packet; false for one of a transport that does not know of it. */
    static boolean set(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame == null || !(skb.payload instanceof Ipv4Packet)) {
            return false;
        }
        Ipv4Packet packet = (Ipv4Packet) skb.payload;
        if ((packet.tos() & CODEPOINT) == 0) {
            return false;
        }
        skb.payload = packet.withTos(packet.tos() | CONGESTION_EXPERIENCED);
        skb.frame = new EthernetFrame(frame.destination(), frame.source(), frame.type(), skb.payload);
        return true;
    }
}
