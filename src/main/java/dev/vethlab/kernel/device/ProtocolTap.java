package dev.vethlab.kernel.device;

/** A packet socket's ear for one protocol on one device ({@code dev->ptype_specific}). */
public interface ProtocolTap {

    /** Whether it wants a packet. */
    boolean hears(Skb skb);

    /** Takes a packet; the packet itself goes on to its protocol. */
    void receive(Skb skb);
}
