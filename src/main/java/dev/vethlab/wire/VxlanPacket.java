package dev.vethlab.wire;

import java.util.Optional;

/**
 * An Ethernet frame with a VXLAN header, as a UDP datagram carries it (RFC 7348 section 5).
 *
 * @param flags the first octet; 0x08 says that the network identifier is valid
 * @param vni the network identifier, 24 bits
 */
public record VxlanPacket(int flags, int vni, EthernetFrame frame) implements Payload {

    /** Length of the header in bytes. */
    public static final int HEADER_LENGTH = 8;

    /** The flag that says that the network identifier is valid. */
    public static final int VNI_IS_VALID = 0x08;

    /** The packet that these bytes are; empty where they are too short for both headers. */
    public static Optional<VxlanPacket> parse(Bytes bytes) {
        if (bytes.length() < HEADER_LENGTH + EthernetFrame.HEADER_LENGTH) {
            return Optional.empty();
        }
        int vni = bytes.u16(4) << 8 | bytes.u16(6) >> 8;
        EthernetFrame frame = EthernetFrame.parse(bytes.from(HEADER_LENGTH).encode());
        return Optional.of(new VxlanPacket(bytes.u16(0) >> 8, vni, frame));
    }

    @Override
    public int length() {
        return HEADER_LENGTH + frame.length();
    }

    @Override
    public void encode(byte[] target, int offset) {
        BigEndian.put16(target, offset, flags << 8);
        BigEndian.put16(target, offset + 2, 0);
        BigEndian.put16(target, offset + 4, vni >> 8);
        BigEndian.put16(target, offset + 6, (vni & 0xff) << 8);
        frame.encode(target, offset + HEADER_LENGTH);
    }
}
