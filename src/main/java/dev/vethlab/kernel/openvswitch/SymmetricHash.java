package dev.vethlab.kernel.openvswitch;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;

/** A hash that is the same for both directions of a conversation ({@code execute_hash}, {@code __skb_get_hash_symmetric}). */
final class SymmetricHash {

    private static final int MIX = 0x9e3779b1;

    private SymmetricHash() {}

    /** Never 0: that stands for none. */
    static int of(Skb skb, int basis) {
        int hash = basis * MIX + conversation(skb);
        hash ^= hash >>> 15;
        hash *= MIX;
        hash ^= hash >>> 13;
        return hash == 0 ? 1 : hash;
    }

    private static int conversation(Skb skb) {
        if (!(skb.payload instanceof Ipv4Packet packet)) {
            return skb.frame == null
                    ? skb.protocol
                    : skb.frame.source().hashCode() ^ skb.frame.destination().hashCode();
        }
        int addresses = packet.source().bits() ^ packet.destination().bits();
        return addresses * MIX + (packet.protocol() << 16 ^ ports(packet.payload()));
    }

    private static int ports(Payload transport) {
        if (transport instanceof TcpSegment segment) {
            return segment.sourcePort() ^ segment.destinationPort();
        }
        return transport instanceof UdpDatagram datagram ? datagram.sourcePort() ^ datagram.destinationPort() : 0;
    }
}
