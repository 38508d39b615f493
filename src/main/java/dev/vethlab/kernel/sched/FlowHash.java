package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import java.util.Objects;

/** Which conversation a packet belongs to ({@code skb_get_hash}). */
final class FlowHash {

    private FlowHash() {}

    static int of(Skb skb) {
        if (!(skb.payload instanceof Ipv4Packet)) {
            return skb.protocol;
        }
        Ipv4Packet packet = (Ipv4Packet) skb.payload;
        return Objects.hash(packet.source(), packet.destination(), packet.protocol(), ports(packet.payload()));
    }

    private static int ports(Payload transport) {
        if (transport instanceof TcpSegment) {
            return ((TcpSegment) transport).sourcePort() << 16 | ((TcpSegment) transport).destinationPort();
        }
        return transport instanceof UdpDatagram
                ? ((UdpDatagram) transport).sourcePort() << 16 | ((UdpDatagram) transport).destinationPort()
                : 0;
    }
}
