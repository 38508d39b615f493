package dev.vethlab.wire;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;

/**
 * A UDP datagram (RFC 768). The checksum covers a pseudo header, so the addresses belong to the value.
 *
 * @param source address for the checksum
 * @param destination address for the checksum
 */
public record UdpDatagram(
        Ipv4Address source, Ipv4Address destination, int sourcePort, int destinationPort, Payload payload)
        implements Payload {

    public static final int HEADER_LENGTH = 8;

    /**
     * The datagram that these bytes are, between these addresses; empty where the length field is not theirs or the
     * checksum is wrong. A checksum of zero says that there is none, and is right.
     */
    public static Optional<UdpDatagram> parse(Ipv4Address source, Ipv4Address destination, Bytes bytes) {
        if (bytes.length() < HEADER_LENGTH || bytes.u16(4) != bytes.length()) {
            return Optional.empty();
        }
        int pseudo = Checksum.pseudoHeader(source, destination, Ipv4Packet.UDP, bytes.length());
        if (bytes.u16(6) != 0 && Checksum.fold(pseudo + Checksum.sum(bytes)) != 0) {
            return Optional.empty();
        }
        return Optional.of(new UdpDatagram(source, destination, bytes.u16(0), bytes.u16(2), bytes.from(HEADER_LENGTH)));
    }

    @Override
    public int length() {
        return HEADER_LENGTH + payload.length();
    }

    @Override
    public void encode(byte[] target, int offset) {
        int length = length();
        BigEndian.put16(target, offset, sourcePort);
        BigEndian.put16(target, offset + 2, destinationPort);
        BigEndian.put16(target, offset + 4, length);
        BigEndian.put16(target, offset + 6, 0);
        payload.encode(target, offset + HEADER_LENGTH);
        int pseudo = Checksum.pseudoHeader(source, destination, Ipv4Packet.UDP, length);
        int checksum = Checksum.fold(pseudo + Checksum.sum(target, offset, length));
        BigEndian.put16(target, offset + 6, checksum == 0 ? 0xffff : checksum);
    }
}
