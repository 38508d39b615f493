package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;

/** Answers segments that belong to nothing ({@code tcp_v4_send_reset}). */
record TcpResets(Sockets sockets) {

    void reset(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        Ipv4Address from = packet.destination();
        Ipv4Address to = packet.source();
        if (skb.dst instanceof Route route && route.type() != RouteType.LOCAL) {
            return;
        }
        boolean acknowledges = segment.has(TcpSegment.ACK);
        TcpSegment answer = new TcpSegment(
                from,
                to,
                segment.destinationPort(),
                segment.sourcePort(),
                acknowledges ? segment.acknowledgment() : 0,
                acknowledges ? 0 : segment.sequence() + segment.sequenceLength(),
                acknowledges ? TcpSegment.RST : TcpSegment.RST | TcpSegment.ACK,
                0,
                0,
                Bytes.EMPTY,
                Bytes.EMPTY);
        new TcpReply(sockets, L3mdev.masterIndex(skb.dev), 0).send(answer, packet.tos() & 0xfc);
    }
}
