package dev.vethlab.kernel.device;

/** Whom a received frame is for ({@code skb->pkt_type}, if_packet.h). */
public enum PacketType {
    HOST,
    BROADCAST,
    MULTICAST,
    OTHERHOST,
    OUTGOING,
    LOOPBACK
}
