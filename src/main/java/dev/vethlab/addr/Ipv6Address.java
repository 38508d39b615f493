package dev.vethlab.addr;

import java.util.Optional;

/**
 * An IPv6 address. Nothing is routed by it: programs read it to tell what they were given.
 *
 * @param high the first eight octets
 * @param low the last eight octets
 */
public record Ipv6Address(long high, long low) {

    private static final int GROUPS = 8;
    private static final int OCTETS = 16;
    private static final long FIRST_OCTET_MULTICAST = 0xff;
    private static final long FIRST_BITS_LINK_LOCAL = 0xfe80L >> 6;

    /** Reads an address as {@code inet_pton} does. */
    public static Optional<Ipv6Address> parse(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::") || text.contains(":::")) {
            return Optional.empty();
        }
        int[] octets = new int[OCTETS];
        if (gap < 0) {
            return read(text, octets, true) == OCTETS ? Optional.of(of(octets)) : Optional.empty();
        }
        int[] tail = new int[OCTETS];
        int before = read(text.substring(0, gap), octets, false);
        int after = read(text.substring(gap + 2), tail, true);
        if (before < 0 || after < 0 || before + after > OCTETS - 2) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, octets, OCTETS - after, after);
        return Optional.of(of(octets));
    }

    /** Reads a prefix: an address, and perhaps a length of at most 128 bits behind a slash. */
    public static boolean isPrefix(String text) {
        int slash = text.indexOf('/');
        boolean length = slash < 0
                || text.substring(slash + 1).matches("[0-9]{1,3}")
                        && Integer.parseInt(text.substring(slash + 1)) <= OCTETS * Byte.SIZE;
        return length && parse(slash < 0 ? text : text.substring(0, slash)).isPresent();
    }

    /** Reads groups into octets; returns how many octets, or -1. Only at the end four decimal numbers may stand for two groups. */
    private static int read(String text, int[] octets, boolean atEnd) {
        if (text.isEmpty()) {
            return 0;
        }
        int at = 0;
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            String group = groups[i];
            if (atEnd && i == groups.length - 1 && group.indexOf('.') > 0) {
                Optional<Ipv4Address> address = Ipv4Address.parse(group);
                if (address.isEmpty() || at > OCTETS - 4) {
                    return -1;
                }
                for (int j = 0; j < 4; j++) {
                    octets[at++] = address.get().octet(j);
                }
                return at;
            }
            if (!group.matches("[0-9A-Fa-f]{1,4}") || at > OCTETS - 2) {
                return -1;
            }
            int value = Integer.parseInt(group, 16);
            octets[at++] = value >> 8;
            octets[at++] = value & 0xff;
        }
        return at;
    }

    private static Ipv6Address of(int[] octets) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            high = high << 8 | octets[i];
            low = low << 8 | octets[i + GROUPS];
        }
        return new Ipv6Address(high, low);
    }

    /** One of the sixteen octets. */
    public int octet(int index) {
        long half = index < GROUPS ? high : low;
        return (int) (half >> 8 * (7 - index % GROUPS)) & 0xff;
    }

    /** Whether it is that of a group, ff00::/8. */
    public boolean isMulticast() {
        return high >>> 56 == FIRST_OCTET_MULTICAST;
    }

    /** Whether it counts on one link alone, fe80::/10. */
    public boolean isLinkLocal() {
        return high >>> 54 == FIRST_BITS_LINK_LOCAL;
    }

    private int group(int index) {
        return octet(2 * index) << 8 | octet(2 * index + 1);
    }

    /** The shortest text, as {@code inet_ntop} writes it. */
    @Override
    public String toString() {
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = 0;
            while (i + length < GROUPS && group(i + length) == 0) {
                length++;
            }
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
        }
        boolean mapped = high == 0 && (low >>> 32 == 0xffff || low >>> 32 == 0 && low >>> 16 != 0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
            if (mapped && i == GROUPS - 2) {
                return text.append(new Ipv4Address((int) low)).toString();
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }
}
