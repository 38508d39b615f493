package dev.vethlab.addr;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A 48-bit Ethernet address.
 *
 * @param bits the address in the low 48 bits, the first octet highest
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {

    private static final int TEXT_LENGTH = 17;

    /** 00:00:00:00:00:00. */
    public static final MacAddress ZERO = new MacAddress(0);

    /** ff:ff:ff:ff:ff:ff. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    /** Reads six octets as iproute2 does; {@link LinkLayerText} says more about other texts. */
    public static Optional<MacAddress> parse(String text) {
        return LinkLayerText.read(text, 7).mac();
    }

    /** Whether this is ff:ff:ff:ff:ff:ff. */
    public boolean isBroadcast() {
        return bits == BROADCAST.bits;
    }

    /** Whether the group bit is set; true of broadcast too ({@code is_multicast_ether_addr}). */
    public boolean isMulticast() {
        return (bits >>> 40 & 1) != 0;
    }

    /** Whether this is all zero. */
    public boolean isZero() {
        return bits == 0;
    }

    /** Whether a device may have this address: neither zero nor a group's ({@code is_valid_ether_addr}). */
    public boolean isValidUnicast() {
        return !isMulticast() && !isZero();
    }

    /** The octet at {@code index}, 0 to 5, first to last. */
    public int octet(int index) {
        return (int) (bits >>> (40 - 8 * index)) & 0xff;
    }

    /** Orders addresses as numbers, as {@code memcmp} does. */
    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    /** Six pairs of lower-case hexadecimal digits with colons. */
    @Override
    public String toString() {
        byte[] text = new byte[TEXT_LENGTH];
        int at = 0;
        for (int i = 0; i < 6; i++) {
            int octet = octet(i);
            if (i > 0) {
                text[at++] = ':';
            }
            text[at++] = (byte) Character.forDigit(octet >> 4, 16);
            text[at++] = (byte) Character.forDigit(octet & 15, 16);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
