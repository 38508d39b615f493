package dev.vethlab.tool.iptables;

import dev.vethlab.tool.hosts.Services;
import java.util.Optional;

/** Ports by number and by name. */
final class Ports {

    private static final int MOST = 65535;

    private Ports() {}

    static int parse(String text) throws ParameterException {
        Optional<Integer> named = Services.port(text);
        if (named.isPresent()) {
            return named.get();
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST) {
            throw ParameterException.problem("invalid port/service `" + text + "' specified");
        }
        return Integer.parseInt(text);
    }

    /** The name of a port, or its number; names are those of the transport protocol. */
    static String name(int port, boolean udp) {
        return Services.name(port, udp ? "udp" : "tcp").orElseGet(() -> Integer.toString(port));
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
