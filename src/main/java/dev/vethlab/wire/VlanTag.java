package dev.vethlab.wire;

import java.util.Optional;

/**
 * What follows the EtherType of a tagged frame: the tag control information of IEEE 802.1Q clause 9.6, and the frame's
 * own EtherType and payload. A doubly tagged frame has another {@code VlanTag} as payload.
 *
 * @param priority the priority code point, 0 to 7
 * @param dropEligible the drop eligible indicator
 * @param id the VLAN identifier, 0 to 4095; 0 marks a frame that has a priority only
 * @param type the EtherType that says what the payload is
 */
public record VlanTag(int priority, boolean dropEligible, int id, int type, Payload payload) implements Payload {

    /** Length of a tag in bytes ({@code VLAN_HLEN}). */
    public static final int HEADER_LENGTH = 4;

    public VlanTag {
        if (priority >>> 3 != 0 || id >>> 12 != 0) {
            throw new IllegalArgumentException("VLAN priority " + priority + ", id " + id);
        }
    }

    /** The tag in front of these bytes; empty where they are too short. */
    public static Optional<VlanTag> parse(Bytes bytes) {
        return parse(bytes, EthernetFrame.MOST_NESTED);
    }

    static Optional<VlanTag> parse(Bytes bytes, int nested) {
        if (bytes.length() < HEADER_LENGTH) {
            return Optional.empty();
        }
        int control = bytes.u16(0);
        int type = bytes.u16(2);
        Payload payload = EthernetFrame.parsePayload(type, bytes.from(HEADER_LENGTH), nested);
        return Optional.of(of(control, type, payload));
    }

    /** A tag with this tag control information in front of a payload. */
    public static VlanTag of(int control, int type, Payload payload) {
        return new VlanTag(control >> 13 & 7, (control & 0x1000) != 0, control & 0xfff, type, payload);
    }

    /** The tag control information: priority, drop eligible indicator and VLAN in 16 bits. */
    public int control() {
        return priority << 13 | (dropEligible ? 0x1000 : 0) | id;
    }

    @Override
    public int length() {
        return HEADER_LENGTH + payload.length();
    }

    @Override
    public void encode(byte[] target, int offset) {
        BigEndian.put16(target, offset, control());
        BigEndian.put16(target, offset + 2, type);
        payload.encode(target, offset + HEADER_LENGTH);
    }
}
