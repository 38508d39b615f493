package dev.vethlab.wire;

import dev.vethlab.addr.Ipv4Address;

/**
 * The Internet checksum: the complement of the one's complement sum of 16-bit words (RFC 1071). A sum is carried as an
 * unfolded {@code int}, so that parts can be added one after the other as long as each has an even length, but the last.
 */
public final class Checksum {

    private Checksum() {}

    /** The checksum of {@code length} bytes; over data that includes its own right checksum it is 0. */
    public static int of(byte[] data, int offset, int length) {
        return fold(sum(data, offset, length));
    }

    /** The checksum of all of {@code data}. */
    public static int of(Bytes data) {
        return fold(sum(data));
    }

    /** The sum, not folded, of {@code length} bytes; a last odd byte is the high half of a word. */
    static int sum(byte[] data, int offset, int length) {
        int sum = 0;
        int even = offset + (length & ~1);
        for (int i = offset; i < even; i += 2) {
            sum += (data[i] & 0xff) << 8 | data[i + 1] & 0xff;
        }
        return (length & 1) == 0 ? sum : sum + ((data[even] & 0xff) << 8);
    }

    static int sum(Bytes data) {
        int sum = 0;
        int even = data.length() & ~1;
        for (int i = 0; i < even; i += 2) {
            sum += data.u16(i);
        }
        return even == data.length() ? sum : sum + (data.at(even) << 8);
    }

    /** The sum of the pseudo header of TCP and UDP (RFC 9293 section 3.1, RFC 768). */
    static int pseudoHeader(Ipv4Address source, Ipv4Address destination, int protocol, int length) {
        int from = source.bits();
        int to = destination.bits();
        return (from >>> 16) + (from & 0xffff) + (to >>> 16) + (to & 0xffff) + protocol + length;
    }

    /** Folds a sum to 16 bits and complements it ({@code csum_fold}). */
    static int fold(int sum) {
        int folded = (sum >>> 16) + (sum & 0xffff);
        folded += folded >>> 16;
        return ~folded & 0xffff;
    }
}
