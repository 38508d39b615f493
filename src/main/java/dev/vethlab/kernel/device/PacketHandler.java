package dev.vethlab.kernel.device;

/** A protocol that receives packets of one EtherType ({@code struct packet_type}). */
@FunctionalInterface
public interface PacketHandler {

    /** Takes a packet that arrived at {@code skb.dev}. */
    void receive(Skb skb);
}
