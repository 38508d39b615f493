package dev.vethlab.wire;

import dev.vethlab.addr.MacAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * An Ethernet II frame, without its frame check sequence (IEEE 802.3).
 *
 * @param type the EtherType that says what the payload is
 */
public record EthernetFrame(MacAddress destination, MacAddress source, int type, Payload payload) implements Payload {

    /** Length of the header in bytes ({@code ETH_HLEN}). */
    public static final int HEADER_LENGTH = 14;

    public static final int TYPE_IPV4 = 0x0800;
    public static final int TYPE_ARP = 0x0806;
    public static final int TYPE_VLAN = 0x8100;
    public static final int TYPE_QINQ = 0x88a8;
    public static final int TYPE_IPV6 = 0x86dd;

    /** So many tags in tags and packets in packets are read at once; what is in those stays {@link Bytes}. */
    static final int MOST_NESTED = 16;

    /**
     * Reads a frame of any content: what is no valid packet of its type stays {@link Bytes}. Bytes that follow an IPv4 or
     * ARP packet (the padding of short frames) are left off. Missing bytes of the header count as zero.
     *
     * @param bytes not written to any more by the caller
     */
    public static EthernetFrame parse(byte[] bytes) {
        Bytes frame = Bytes.of(bytes.length < HEADER_LENGTH ? Arrays.copyOf(bytes, HEADER_LENGTH) : bytes);
        int type = frame.u16(12);
        return new EthernetFrame(
                BigEndian.mac(frame, 0), BigEndian.mac(frame, 6), type, parsePayload(type, frame.from(HEADER_LENGTH)));
    }

    /** The most specific value for what follows an EtherType; {@code bytes} itself where nothing else is valid. */
    public static Payload parsePayload(int type, Bytes bytes) {
        return parsePayload(type, bytes, MOST_NESTED);
    }

    /** The most specific value, with what is nested in it as deep as {@code nested} says. */
    static Payload parsePayload(int type, Bytes bytes, int nested) {
        Optional<? extends Payload> payload;
        switch (type) {
            case TYPE_IPV4:
                payload = Ipv4Packet.parse(bytes, nested);
                break;
            case TYPE_ARP:
                payload = ArpPacket.parse(bytes);
                break;
            case TYPE_VLAN:
            case TYPE_QINQ:
                payload = nested == 0 ? Optional.empty() : VlanTag.parse(bytes, nested - 1);
                break;
            default:
                return bytes;
        }
        return payload.isPresent() ? payload.get() : bytes;
    }

    /** This frame between other stations. */
    public EthernetFrame withAddresses(MacAddress newDestination, MacAddress newSource) {
        return new EthernetFrame(newDestination, newSource, type, payload);
    }

    @Override
    public int length() {
        return HEADER_LENGTH + payload.length();
    }

    @Override
    public void encode(byte[] target, int offset) {
        BigEndian.putMac(target, offset, destination);
        BigEndian.putMac(target, offset + 6, source);
        BigEndian.put16(target, offset + 12, type);
        payload.encode(target, offset + HEADER_LENGTH);
    }
}
