package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;

/** A protocol above IPv4 ({@code struct net_protocol}). */
public interface TransportHandler {

    /** Takes a whole packet for this host. */
    void receive(Skb skb, Ipv4Packet packet);

    /** Takes an ICMP error about a packet that this host sent ({@code err_handler}). */
    default void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted) {}
}
