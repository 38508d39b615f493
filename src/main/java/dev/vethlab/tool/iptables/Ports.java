package dev.vethlab.tool.iptables;

import java.util.Map;

/** Ports by number and by name. */
final class Ports {

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("ftp", 21),
            Map.entry("ssh", 22),
            Map.entry("telnet", 23),
            Map.entry("smtp", 25),
            Map.entry("domain", 53),
            Map.entry("bootps", 67),
            Map.entry("bootpc", 68),
            Map.entry("tftp", 69),
            Map.entry("http", 80),
            Map.entry("pop3", 110),
            Map.entry("ntp", 123),
            Map.entry("imap2", 143),
            Map.entry("snmp", 161),
            Map.entry("bgp", 179),
            Map.entry("https", 443),
            Map.entry("imaps", 993),
            Map.entry("mysql", 3306),
            Map.entry("postgresql", 5432),
            Map.entry("http-alt", 8080));

    private static final int MOST = 65535;

    private Ports() {}

    static int parse(String text) throws ParameterException {
        Integer named = NUMBERS.get(text);
        if (named != null) {
            return named;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST) {
            throw ParameterException.problem("invalid port/service `" + text + "' specified");
        }
        return Integer.parseInt(text);
    }

    /** The name of a port, or its number; names are those of the transport protocol. */
    static String name(int port, boolean udp) {
        for (Map.Entry<String, Integer> entry : NUMBERS.entrySet()) {
            boolean ofUdp =
                    port == 53 || port == 67 || port == 68 || port == 69 || port == 123 || port == 161 || port == 443;
            boolean ofTcp = port != 67 && port != 68 && port != 69 && port != 123;
            if (entry.getValue() == port && (udp ? ofUdp : ofTcp)) {
                return entry.getKey();
            }
        }
        return Integer.toString(port);
    }

    /** Ports from one to another; the range may be open at either end. */
    record Range(int low, int high) {

        static Range parse(String text, char separator) throws ParameterException {
            int colon = text.indexOf(separator);
            if (colon < 0) {
                int port = Ports.parse(text);
                return new Range(port, port);
            }
            int low = colon == 0 ? 0 : Ports.parse(text.substring(0, colon));
            int high = colon == text.length() - 1 ? MOST : Ports.parse(text.substring(colon + 1));
            if (low > high) {
                throw ParameterException.problem("invalid portrange (min > max)");
            }
            return new Range(low, high);
        }

        boolean isOne() {
            return low == high;
        }

        String text(char separator) {
            return isOne() ? Integer.toString(low) : Integer.toString(low) + separator + high;
        }

        String named(boolean udp) {
            return isOne() ? name(low, udp) : name(low, udp) + ":" + name(high, udp);
        }
    }
}
