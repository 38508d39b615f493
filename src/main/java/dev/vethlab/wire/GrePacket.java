package dev.vethlab.wire;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a GRE tunnel carries (RFC 2784, with the key and the sequence number of RFC 2890).
 *
 * @param type the EtherType of the payload, {@link #TYPE_ETHERNET} for a frame
 * @param checksum whether there is a checksum, which is always right
 */
public record GrePacket(int type, boolean checksum, OptionalInt key, OptionalInt sequence, Payload payload)
        implements Payload {

    /** Transparent Ethernet bridging ({@code ETH_P_TEB}). */
    public static final int TYPE_ETHERNET = 0x6558;

    private static final int HEADER_LENGTH = 4;
    private static final int FIELD_LENGTH = 4;
    private static final int CHECKSUM = 0x8000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int KNOWN = CHECKSUM | KEY | SEQUENCE;

    /** The packet that these bytes are; empty for another version, other flags, a wrong checksum, or too few bytes. */
    public static Optional<GrePacket> parse(Bytes bytes) {
        if (bytes.length() < HEADER_LENGTH) {
            return Optional.empty();
        }
        int flags = bytes.u16(0);
        int length = headerLength(flags);
        if ((flags & ~KNOWN) != 0 || bytes.length() < length) {
            return Optional.empty();
        }
        boolean summed = (flags & CHECKSUM) != 0;
        if (summed && Checksum.of(bytes) != 0) {
            return Optional.empty();
        }
        int at = summed ? HEADER_LENGTH + FIELD_LENGTH : HEADER_LENGTH;
        OptionalInt key = OptionalInt.empty();
        if ((flags & KEY) != 0) {
            key = OptionalInt.of(bytes.u16(at) << 16 | bytes.u16(at + 2));
            at += FIELD_LENGTH;
        }
        OptionalInt sequence =
                (flags & SEQUENCE) != 0 ? OptionalInt.of(bytes.u16(at) << 16 | bytes.u16(at + 2)) : OptionalInt.empty();
        return Optional.of(
                new GrePacket(bytes.u16(2), summed, key, sequence, payload(bytes.u16(2), bytes.from(length))));
    }

    private static Payload payload(int type, Bytes bytes) {
        return type == TYPE_ETHERNET ? EthernetFrame.parse(bytes.encode()) : EthernetFrame.parsePayload(type, bytes);
    }

    private static int headerLength(int flags) {
        return HEADER_LENGTH
                + ((flags & CHECKSUM) != 0 ? FIELD_LENGTH : 0)
                + ((flags & KEY) != 0 ? FIELD_LENGTH : 0)
                + ((flags & SEQUENCE) != 0 ? FIELD_LENGTH : 0);
    }

    private int flags() {
        return (checksum ? CHECKSUM : 0) | (key.isPresent() ? KEY : 0) | (sequence.isPresent() ? SEQUENCE : 0);
    }

    @Override
    public int length() {
        return headerLength(flags()) + payload.length();
    }

    @Override
    public void encode(byte[] target, int offset) {
        BigEndian.put16(target, offset, flags());
        BigEndian.put16(target, offset + 2, type);
        int at = offset + HEADER_LENGTH;
        if (checksum) {
            put32(target, at, 0);
            at += FIELD_LENGTH;
        }
        if (key.isPresent()) {
            put32(target, at, key.getAsInt());
            at += FIELD_LENGTH;
        }
        if (sequence.isPresent()) {
            put32(target, at, sequence.getAsInt());
            at += FIELD_LENGTH;
        }
        payload.encode(target, at);
        if (checksum) {
            BigEndian.put16(target, offset + HEADER_LENGTH, Checksum.fold(Checksum.sum(target, offset, length())));
        }
    }

    private static void put32(byte[] target, int at, int value) {
        BigEndian.put16(target, at, value >>> 16);
        BigEndian.put16(target, at + 2, value & 0xffff);
    }
}
