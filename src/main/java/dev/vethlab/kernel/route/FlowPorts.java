package dev.vethlab.kernel.route;

import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;

/** The protocol and ports of a packet, for the rules and hashes that go by them ({@code skb_flow_dissect_flow_keys}). */
final class FlowPorts {

    private FlowPorts() {}

    static void dissect(FibQuery query, Ipv4Packet packet) {
        query.protocol = packet.protocol();
        if (packet.payload() instanceof UdpDatagram udp) {
            query.sourcePort = udp.sourcePort();
            query.destinationPort = udp.destinationPort();
        } else if (packet.payload() instanceof TcpSegment tcp) {
            query.sourcePort = tcp.sourcePort();
            query.destinationPort = tcp.destinationPort();
        }
    }
}
