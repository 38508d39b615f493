package dev.vethlab.addr;

import java.util.Optional;

/** The three grammars in which Linux programs write IPv4 addresses. */
final class Ipv4Text {

    private static final long[] LAST_PART_LIMIT = {0xffff_ffffL, 0xff_ffff, 0xffff, 0xff};

    private Ipv4Text() {}

    /** glibc {@code inet_pton}: four decimal octets, no leading zeros. */
    static Optional<Ipv4Address> dottedQuad(String text) {
        int bits = 0;
        int at = 0;
        for (int part = 0; part < 4; part++) {
            int start = at;
            int octet = 0;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                octet = octet * 10 + text.charAt(at++) - '0';
                if (octet > 255 || at - start > 1 && text.charAt(start) == '0') {
                    return Optional.empty();
                }
            }
            boolean separated = part == 3 ? at == text.length() : at < text.length() && text.charAt(at++) == '.';
            if (octetIsMissing(text, start) || !separated) {
                return Optional.empty();
            }
            bits = bits << 8 | octet;
        }
        return Optional.of(new Ipv4Address(bits));
    }

    private static boolean octetIsMissing(String text, int start) {
        return start >= text.length() || text.charAt(start) < '0' || text.charAt(start) > '9';
    }

    /** glibc {@code inet_aton_end}; {@code exact} refuses anything that follows, as {@code getaddrinfo} does. */
    static Optional<Ipv4Address> inetAton(String text, boolean exact) {
        int bits = 0;
        int at = 0;
        for (int part = 0; part < 4; part++) {
            if (octetIsMissing(text, at)) {
                return Optional.empty();
            }
            UnsignedNumber number = UnsignedNumber.read(text, at, 0);
            at = number.end();
            if (at == text.length() || text.charAt(at) != '.') {
                return number.isAtMost(LAST_PART_LIMIT[part]) && mayEnd(text, at, exact)
                        ? Optional.of(new Ipv4Address(bits | (int) number.value()))
                        : Optional.empty();
            }
            if (!number.isAtMost(255)) {
                return Optional.empty();
            }
            bits |= (int) number.value() << (24 - 8 * part);
            at++;
        }
        return Optional.empty();
    }

    private static boolean mayEnd(String text, int at, boolean exact) {
        return at == text.length() || !exact && UnsignedNumber.isSpace(text.charAt(at));
    }

    /** iproute2 {@code get_addr_ipv4}: one to four numbers, the missing ones zero. */
    static Optional<Ipv4Address> iproute2(String text) {
        int bits = 0;
        int at = 0;
        for (int part = 0; part < 4; part++) {
            UnsignedNumber number = UnsignedNumber.read(text, at, 0);
            if (!number.isAtMost(255) || number.isMissing(at)) {
                return Optional.empty();
            }
            bits |= (int) number.value() << (24 - 8 * part);
            at = number.end();
            if (at == text.length()) {
                return Optional.of(new Ipv4Address(bits));
            }
            if (text.charAt(at++) != '.') {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
