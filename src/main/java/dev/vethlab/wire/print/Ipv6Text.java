package dev.vethlab.wire.print;

import dev.vethlab.wire.Bytes;

/** An IPv6 address as {@code inet_ntop} writes it: the longest run of zeros is {@code ::}. */
final class Ipv6Text {

    private Ipv6Text() {}

    static String of(Bytes address) {
        int start = -1;
        int length = 1;
        for (int from = 0; from < 8; from++) {
            int to = from;
            while (to < 8 && address.u16(2 * to) == 0) {
                to++;
            }
            if (to - from > length) {
                start = from;
                length = to - from;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append(i + length == 8 ? "::" : ":");
                i += length - 1;
                continue;
            }
            text.append(i == 0 ? "" : ":");
            if (i == 6 && embedsIpv4(address, start, length)) {
                return text.append(address.at(12))
                        .append('.')
                        .append(address.at(13))
                        .append('.')
                        .append(address.at(14))
                        .append('.')
                        .append(address.at(15))
                        .toString();
            }
            text.append(Integer.toHexString(address.u16(2 * i)));
        }
        return text.toString();
    }

    private static boolean embedsIpv4(Bytes address, int start, int length) {
        return start == 0 && (length == 6 || length == 5 && address.u16(10) == 0xffff);
    }
}
