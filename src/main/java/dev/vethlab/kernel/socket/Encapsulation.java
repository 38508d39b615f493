package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.UdpDatagram;

/** A tunnel's hand on the datagrams that a UDP socket receives ({@code encap_rcv}). */
@FunctionalInterface
public interface Encapsulation {

    /** Takes a datagram, for good. */
    void receive(Skb skb, Ipv4Packet packet, UdpDatagram datagram);
}
