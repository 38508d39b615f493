package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Address;
import java.util.Map;
import java.util.Optional;

/** Names of networks, and numbers of them of which the last may be left out ({@code getnetbyname}, {@code inet_network}). */
final class NetworkName {

    /** Debian's {@code /etc/networks}. */
    private static final Map<String, Ipv4Address> NAMED = Map.of(
            "default", new Ipv4Address(0),
            "loopback", new Ipv4Address(127 << 24),
            "link-local", new Ipv4Address(169 << 24 | 254 << 16));

    private static final int MOST_PARTS = 4;
    private static final int LARGEST_PART = 255;
    private static final int OCTET = 8;

    private NetworkName() {}

    static Optional<Ipv4Address> address(String name) {
        Ipv4Address named = NAMED.get(name);
        if (named != null) {
            return Optional.of(named);
        }
        String[] parts = name.split("\\.", -1);
        if (parts.length > MOST_PARTS) {
            return Optional.empty();
        }
        int bits = 0;
        for (int i = 0; i < MOST_PARTS; i++) {
            int part = i < parts.length ? part(parts[i]) : 0;
            if (part < 0) {
                return Optional.empty();
            }
            bits = bits << OCTET | part;
        }
        return Optional.of(new Ipv4Address(bits));
    }

    /** A decimal, octal or hexadecimal number of one octet; -1 for anything else. */
    private static int part(String text) {
        try {
            int value;
            if (text.startsWith("0x") || text.startsWith("0X")) {
                value = Integer.parseInt(text.substring(2), 16);
            } else {
                value = Integer.parseInt(text, text.startsWith("0") ? 8 : 10);
            }
            return value <= LARGEST_PART ? value : -1;
        } catch (NumberFormatException notOne) {
            return -1;
        }
    }
}
