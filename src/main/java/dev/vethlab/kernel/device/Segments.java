package dev.vethlab.kernel.device;

import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.ArrayList;
import java.util.List;

/** The segments that a packet of several in one is made of ({@code skb_gso_segment}, {@code tcp_gso_segment}). */
public final class Segments {

    private Segments() {}

    /** Those of a packet; the packet itself where it is one. */
    public static List<Skb> of(Skb skb) {
        EthernetFrame frame = skb.frame;
        boolean several = skb.segmentSize > 0
                && frame != null
                && skb.payload instanceof Ipv4Packet
                && ((Ipv4Packet) skb.payload).payload() instanceof TcpSegment;
        if (frame == null || !several) {
            skb.segmentSize = 0;
            return List.of(skb);
        }
        Ipv4Packet packet = (Ipv4Packet) skb.payload;
        TcpSegment whole = (TcpSegment) packet.payload();
        Bytes data = Bytes.of(whole.payload().encode());
        List<Skb> segments = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < data.length(); from += skb.segmentSize) {
            int to = Math.min(from + skb.segmentSize, data.length());
            segments.add(segment(skb, frame, packet, whole, data.slice(from, to), from, to == data.length(), number++));
        }
        return segments;
    }

    private static Skb segment(
            Skb skb,
            EthernetFrame frame,
            Ipv4Packet packet,
            TcpSegment whole,
            Bytes data,
            int from,
            boolean last,
            int number) {
        int flags = last ? whole.flags() : whole.flags() & ~(TcpSegment.FIN | TcpSegment.PSH);
        TcpSegment part = new TcpSegment(
                whole.source(),
                whole.destination(),
                whole.sourcePort(),
                whole.destinationPort(),
                whole.sequence() + from,
                whole.acknowledgment(),
                flags,
                whole.window(),
                whole.urgentPointer(),
                whole.options(),
                data);
        Skb segment = skb.copy();
        segment.segmentSize = 0;
        segment.payload = new Ipv4Packet(
                packet.tos(),
                packet.id() + number & 0xffff,
                packet.dontFragment(),
                packet.moreFragments(),
                packet.fragmentOffset(),
                packet.ttl(),
                packet.protocol(),
                packet.source(),
                packet.destination(),
                packet.options(),
                part);
        segment.frame = new EthernetFrame(frame.destination(), frame.source(), frame.type(), segment.payload);
        return segment;
    }
}
