package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;

/** One end of a connection in any of its forms: asked for, established, or done with. */
interface TcpEndpoint {

    /** Takes a segment of the connection. */
    void receive(Skb skb, Ipv4Packet packet, TcpSegment segment);

    /**
     * Takes an ICMP error about a segment of the connection ({@code tcp_v4_err}).
     *
     * @param sequence the sequence number of the segment
     */
    void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted, int sequence);

    /** How it looks from outside. */
    SocketInfo info();

    /** The device it is bound to, 0 for none. */
    int boundDevice();
}
