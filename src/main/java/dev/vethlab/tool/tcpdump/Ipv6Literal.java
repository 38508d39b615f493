package dev.vethlab.tool.tcpdump;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;

/** Reads an IPv6 address as {@code inet_pton} does. */
final class Ipv6Literal {

    private Ipv6Literal() {}

    /** The 16 octets of an address. */
    static Optional<int[]> parse(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::") || text.contains(":::")) {
            return Optional.empty();
        }
        int[] octets = new int[16];
        if (gap < 0) {
            return read(text, octets, 0) == 16 ? Optional.of(octets) : Optional.empty();
        }
        int[] tail = new int[16];
        int before = read(text.substring(0, gap), octets, 0);
        int after = read(text.substring(gap + 2), tail, 0);
        if (before < 0 || after < 0 || before + after > 14) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, octets, 16 - after, after);
        return Optional.of(octets);
    }

    /** Reads groups into octets; returns how many octets, or -1. */
    private static int read(String text, int[] octets, int from) {
        if (text.isEmpty()) {
            return from;
        }
        int at = from;
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            String group = groups[i];
            if (i == groups.length - 1 && group.indexOf('.') > 0) {
                Optional<Ipv4Address> address = Ipv4Address.parse(group);
                if (address.isEmpty() || at > 12) {
                    return -1;
                }
                for (int j = 0; j < 4; j++) {
                    octets[at++] = address.get().octet(j);
                }
                return at;
            }
            if (!group.matches("[0-9A-Fa-f]{1,4}") || at > 14) {
                return -1;
            }
            int value = Integer.parseInt(group, 16);
            octets[at++] = value >> 8;
            octets[at++] = value & 0xff;
        }
        return at;
    }
}
