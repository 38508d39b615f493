package dev.vethlab.wire.print;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.wire.Bytes;

/**
 * One packet on its way to text ({@code netdissect_options}): the bytes, how far they may be read, the text so far. A read
 * behind the end throws {@link Truncated}, which ends the line.
 */
final class Dissection {

    /** The packet ended in the middle of what a printer looked for. */
    static final class Truncated extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Truncated() {
            super(null, null, false, false);
        }
    }

    final StringBuilder out = new StringBuilder(96);
    final TcpConversations conversations;

    /** The protocol that a truncation is blamed on. */
    String protocol = "";

    /** Packets in packets that are printed; tcpdump goes on for as long as it has stack. */
    private static final int MOST_NESTED = 100;

    private final Bytes bytes;
    private int end;
    private int nested;

    Dissection(Bytes bytes, TcpConversations conversations) {
        this.bytes = bytes;
        this.end = bytes.length();
        this.conversations = conversations;
    }

    /** Where reading ends ({@code ndo_snapend}). */
    int end() {
        return end;
    }

    /** Lets reading end at {@code limit} at the latest, and returns where it ended before ({@code nd_push_snaplen}). */
    int narrow(int limit) {
        int before = end;
        end = Math.min(end, limit);
        return before;
    }

    /** Takes a {@link #narrow} back ({@code nd_pop_packet_info}). */
    void widen(int before) {
        end = before;
    }

    /** Goes into a packet; those that are nested too deep are left off like what is missing. */
    void enter() {
        if (++nested > MOST_NESTED) {
            throw new Truncated();
        }
    }

    boolean has(int at, int length) {
        return at + length <= end;
    }

    void require(int at, int length) {
        if (!has(at, length)) {
            throw new Truncated();
        }
    }

    int u8(int at) {
        require(at, 1);
        return bytes.at(at);
    }

    int u16(int at) {
        require(at, 2);
        return bytes.u16(at);
    }

    int littleEndian16(int at) {
        require(at, 2);
        return bytes.at(at + 1) << 8 | bytes.at(at);
    }

    int u24(int at) {
        require(at, 3);
        return bytes.u16(at) << 8 | bytes.at(at + 2);
    }

    int i32(int at) {
        require(at, 4);
        return bytes.i32(at);
    }

    long u32(int at) {
        return Integer.toUnsignedLong(i32(at));
    }

    Bytes bytes(int at, int length) {
        require(at, length);
        return bytes.slice(at, at + length);
    }

    String ipv4(int at) {
        return new Ipv4Address(i32(at)).toString();
    }

    String ipv6(int at) {
        return Ipv6Text.of(bytes(at, 16));
    }

    String mac(int at) {
        require(at, 6);
        return new MacAddress((long) bytes.u16(at) << 32 | Integer.toUnsignedLong(bytes.i32(at + 2))).toString();
    }

    /** Octets in hexadecimal, with {@code separator} between them. */
    String hex(int at, int length, String separator) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : separator).append(hex(u8(at + i), 2));
        }
        return text.toString();
    }

    static String hex(int value, int digits) {
        String text = Integer.toHexString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    Dissection print(String text) {
        out.append(text);
        return this;
    }

    Dissection print(long number) {
        out.append(number);
        return this;
    }

    /** {@code nd_print_trunc}. */
    void printTruncated() {
        out.append(" [|").append(protocol).append(']');
    }

    /** {@code nd_print_invalid}. */
    void printInvalid() {
        out.append(" (invalid)");
    }
}
