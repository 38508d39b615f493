package dev.vethlab.wire;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;

/**
 * A TCP segment (RFC 9293). The checksum covers a pseudo header, so the addresses belong to the value.
 *
 * @param flags FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128; 12 bits, the upper four reserved
 * @param options with their padding, a multiple of 4 bytes
 */
public record TcpSegment(
        Ipv4Address source,
        Ipv4Address destination,
        int sourcePort,
        int destinationPort,
        int sequence,
        int acknowledgment,
        int flags,
        int window,
        int urgentPointer,
        Bytes options,
        Payload payload)
        implements Payload {

    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;
    public static final int URG = 32;

    public static final int HEADER_LENGTH = 20;

    public TcpSegment {
        if ((options.length() & 3) != 0 || options.length() > 40) {
            throw new IllegalArgumentException("TCP options of " + options.length() + " bytes");
        }
    }

    /** The segment that these bytes are, between these addresses; empty where header or checksum are wrong. */
    public static Optional<TcpSegment> parse(Ipv4Address source, Ipv4Address destination, Bytes bytes) {
        if (bytes.length() < HEADER_LENGTH) {
            return Optional.empty();
        }
        int headerLength = bytes.at(12) >> 4 << 2;
        int pseudo = Checksum.pseudoHeader(source, destination, Ipv4Packet.TCP, bytes.length());
        if (headerLength < HEADER_LENGTH
                || headerLength > bytes.length()
                || Checksum.fold(pseudo + Checksum.sum(bytes)) != 0) {
            return Optional.empty();
        }
        return Optional.of(new TcpSegment(
                source,
                destination,
                bytes.u16(0),
                bytes.u16(2),
                bytes.i32(4),
                bytes.i32(8),
                bytes.u16(12) & 0xfff,
                bytes.u16(14),
                bytes.u16(18),
                bytes.slice(HEADER_LENGTH, headerLength),
                bytes.from(headerLength)));
    }

    /** Length of the header with its options, in bytes. */
    public int headerLength() {
        return HEADER_LENGTH + options.length();
    }

    /** Whether a flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** How many sequence numbers it takes: its data's, and one each for the beginning and the end of a stream (RFC 9293, 3.4). */
    public int sequenceLength() {
        return payload.length() + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
    }

    @Override
    public int length() {
        return headerLength() + payload.length();
    }

    @Override
    public void encode(byte[] target, int offset) {
        int length = length();
        BigEndian.put16(target, offset, sourcePort);
        BigEndian.put16(target, offset + 2, destinationPort);
        BigEndian.put32(target, offset + 4, sequence);
        BigEndian.put32(target, offset + 8, acknowledgment);
        BigEndian.put16(target, offset + 12, headerLength() >> 2 << 12 | flags & 0xfff);
        BigEndian.put16(target, offset + 14, window);
        BigEndian.put16(target, offset + 16, 0);
        BigEndian.put16(target, offset + 18, urgentPointer);
        options.encode(target, offset + HEADER_LENGTH);
        payload.encode(target, offset + headerLength());
        int pseudo = Checksum.pseudoHeader(source, destination, Ipv4Packet.TCP, length);
        BigEndian.put16(target, offset + 16, Checksum.fold(pseudo + Checksum.sum(target, offset, length)));
    }
}
