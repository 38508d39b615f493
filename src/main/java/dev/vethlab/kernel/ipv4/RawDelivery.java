package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;

/** The raw sockets of a namespace, as local delivery sees them ({@code raw_local_deliver}, {@code raw_icmp_error}). */
public interface RawDelivery {

    /** Gives a copy to each socket that wants it; true if there was one. */
    boolean deliver(Skb skb, Ipv4Packet packet);

    /** Tells sockets of an ICMP error about a packet that they sent. */
    void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted);
}
