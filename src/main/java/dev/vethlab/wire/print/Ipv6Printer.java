package dev.vethlab.wire.print;

/** IPv6 and its extension headers, without what their options say ({@code print-ip6.c}). */
final class Ipv6Printer {

    private static final int HEADER_LENGTH = 40;
    private static final int HOP_BY_HOP = 0;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;

    private Ipv6Printer() {}

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "ip6";
        packet.require(at, HEADER_LENGTH);
        if (length < HEADER_LENGTH) {
            packet.print("truncated-ip6 ").print(length);
            return;
        }
        packet.print("IP6 ");
        int version = packet.u8(at) >> 4;
        if (version != 6) {
            packet.print("version error: ").print(version).print(" != 6");
            return;
        }
        int payload = packet.u16(at + 4);
        if (payload != 0 && length < payload + HEADER_LENGTH) {
            packet.print("truncated-ip6 - ")
                    .print(payload + HEADER_LENGTH - length)
                    .print(" bytes missing!");
        }
        int before = packet.narrow(at + HEADER_LENGTH + (payload == 0 ? length : payload));
        printHeaders(packet, at, payload);
        packet.widen(before);
    }

    private static void printHeaders(Dissection packet, int at, int payload) {
        IpHeader header = IpHeader.v6(packet, at, false);
        int next = header.protocol();
        int cursor = at + HEADER_LENGTH;
        if (!IpPayloadPrinter.printsAddresses(next)) {
            packet.print(header.route()).print(": ");
        }
        boolean extended = false;
        while (next == HOP_BY_HOP || next == DESTINATION_OPTIONS || next == FRAGMENT) {
            int advance = next == FRAGMENT
                    ? printFragment(packet, at, cursor, payload)
                    : printOptions(packet, cursor, next == HOP_BY_HOP ? "HBH " : "DSTOPT ");
            if (advance == 0) {
                return;
            }
            header = IpHeader.v6(packet, at, header.fragmented() || next == FRAGMENT);
            next = packet.u8(cursor);
            cursor += advance;
            extended = true;
        }
        int left = payload == 0 ? 0 : at + HEADER_LENGTH + payload - cursor;
        if (left < 0 || payload == 0 && extended) {
            packet.protocol = "ip6";
            packet.printTruncated();
            return;
        }
        if (payload == 0) {
            packet.narrow(cursor);
        }
        IpPayloadPrinter.print(packet, cursor, left, header, next);
    }

    private static int printOptions(Dissection packet, int at, String name) {
        packet.protocol = name.startsWith("HBH") ? "hbhopt" : "dstopt";
        int length = packet.u8(at + 1) + 1 << 3;
        packet.require(at, length);
        packet.print(name);
        return length;
    }

    /** Prints a fragment header, and returns its length, or 0 where what follows is not the beginning. */
    private static int printFragment(Dissection packet, int header, int at, int payload) {
        packet.protocol = "frag6";
        int offset = packet.u16(at + 2) & 0xfff8;
        // tcpdump takes the difference for unsigned, so that a length that is too short comes out huge.
        String left = Long.toUnsignedString((long) HEADER_LENGTH + payload - (at - header) - 8);
        packet.print("frag (").print(offset).print("|").print(left).print(")");
        if (offset != 0 || !packet.has(at, 9)) {
            packet.print(offset != 0 ? "" : " ");
            return 0;
        }
        packet.print(" ");
        return 8;
    }
}
