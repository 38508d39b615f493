package dev.vethlab.wire;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import java.util.Optional;

/**
 * An ARP packet for IPv4 over Ethernet, or over hardware with addresses like Ethernet's (RFC 826).
 *
 * @param hardware {@link #ETHERNET}, or the type of other hardware ({@code ARPHRD_*})
 * @param operation {@link #REQUEST}, {@link #REPLY}, or another 16-bit number
 */
public record ArpPacket(
        int hardware,
        int operation,
        MacAddress senderMac,
        Ipv4Address senderIp,
        MacAddress targetMac,
        Ipv4Address targetIp)
        implements Payload {

    public static final int LENGTH = 28;
    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    /** {@code ARPHRD_ETHER}. */
    public static final int ETHERNET = 1;

    /** {@code ARPHRD_LOOPBACK}: what Linux says it is on {@code lo}. */
    public static final int LOOPBACK = 772;

    /** A packet on Ethernet. */
    public ArpPacket(
            int operation, MacAddress senderMac, Ipv4Address senderIp, MacAddress targetMac, Ipv4Address targetIp) {
        this(ETHERNET, operation, senderMac, senderIp, targetMac, targetIp);
    }

    /** A question for the station that has {@code targetIp}; the target's MAC address is zero, as Linux sends it. */
    public static ArpPacket request(MacAddress senderMac, Ipv4Address senderIp, Ipv4Address targetIp) {
        return new ArpPacket(REQUEST, senderMac, senderIp, MacAddress.ZERO, targetIp);
    }

    /** An answer to a station that asked. */
    public static ArpPacket reply(
            MacAddress senderMac, Ipv4Address senderIp, MacAddress targetMac, Ipv4Address targetIp) {
        return new ArpPacket(REPLY, senderMac, senderIp, targetMac, targetIp);
    }

    /** The packet at the start of these bytes; empty where it is short, or not of IPv4 over Ethernet. */
    public static Optional<ArpPacket> parse(Bytes bytes) {
        if (bytes.length() < LENGTH
                || bytes.u16(0) != ETHERNET
                || bytes.u16(2) != EthernetFrame.TYPE_IPV4
                || bytes.at(4) != 6
                || bytes.at(5) != 4) {
            return Optional.empty();
        }
        return Optional.of(new ArpPacket(
                bytes.u16(6),
                BigEndian.mac(bytes, 8),
                BigEndian.ipv4(bytes, 14),
                BigEndian.mac(bytes, 18),
                BigEndian.ipv4(bytes, 24)));
    }

    /** The same on other hardware. */
    public ArpPacket on(int otherHardware) {
        return new ArpPacket(otherHardware, operation, senderMac, senderIp, targetMac, targetIp);
    }

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public void encode(byte[] target, int offset) {
        BigEndian.put16(target, offset, hardware);
        BigEndian.put16(target, offset + 2, EthernetFrame.TYPE_IPV4);
        target[offset + 4] = 6;
        target[offset + 5] = 4;
        BigEndian.put16(target, offset + 6, operation);
        BigEndian.putMac(target, offset + 8, senderMac);
        BigEndian.put32(target, offset + 14, senderIp.bits());
        BigEndian.putMac(target, offset + 18, targetMac);
        BigEndian.put32(target, offset + 24, targetIp.bits());
    }
}
