package dev.vethlab.tool.ping;

import dev.vethlab.wire.Bytes;

/** The IP header that an ICMP message quotes, field by field ({@code pr_iph}); numbers come in the machine's byte order. */
final class QuotedHeader {

    private static final String TITLE = "Vr HL TOS  Len   ID Flg  off TTL Pro  cks      Src      Dst Data\n";
    private static final int HEADER_LENGTH = 20;

    private QuotedHeader() {}

    static String text(Bytes packet, OptionLines options) {
        int fragment = swapped(packet, 6);
        int headerLength = (packet.at(0) & 15) * 4;
        return TITLE
                + String.format(
                        " %x  %x  %02x %04x %04x   %x %04x  %02x  %02x %04x %s  %s \n",
                        packet.at(0) >> 4,
                        packet.at(0) & 15,
                        packet.at(1),
                        swapped(packet, 2),
                        swapped(packet, 4),
                        fragment >> 13,
                        fragment & 0x1fff,
                        packet.at(8),
                        packet.at(9),
                        swapped(packet, 10),
                        address(packet, 12),
                        address(packet, 16))
                + options.of(packet.slice(HEADER_LENGTH, headerLength));
    }

    private static int swapped(Bytes packet, int at) {
        return packet.at(at + 1) << 8 | packet.at(at);
    }

    private static String address(Bytes packet, int at) {
        return new dev.vethlab.addr.Ipv4Address(packet.i32(at)).toString();
    }
}
