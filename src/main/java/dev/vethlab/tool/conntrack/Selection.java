package dev.vethlab.tool.conntrack;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which connections a command is about. */
final class Selection {

    private final List<Predicate<Connection>> tests = new ArrayList<>();

    boolean holds(Connection connection) {
        return tests.stream().allMatch(test -> test.test(connection));
    }

    /**
     * Takes an option.
     *
     * @return what is wrong with it; empty for nothing
     */
    Optional<String> add(String option, String value) {
        switch (option) {
            case "-p", "--proto", "--protonum" -> {
                return protocol(value);
            }
            case "-s", "--src", "--orig-src" -> {
                return address(value, connection -> connection.original().source());
            }
            case "-d", "--dst", "--orig-dst" -> {
                return address(value, connection -> connection.original().destination());
            }
            case "-r", "--reply-src" -> {
                return address(value, connection -> connection.reply().source());
            }
            case "-q", "--reply-dst" -> {
                return address(value, connection -> connection.reply().destination());
            }
            case "--sport", "--orig-port-src" -> port(value, tuple -> tuple.sourcePort());
            case "--dport", "--orig-port-dst" -> port(value, tuple -> tuple.destinationPort());
            case "-m", "--mark" ->
                tests.add(connection -> connection.mark == Long.decode(value).intValue());
            case "--state" ->
                tests.add(connection -> connection.tcpState().name().equals(value.toUpperCase(Locale.ROOT)));
            case "-u", "--status" -> status(value);
            default -> {
                return Optional.of("unknown option `" + option + "'");
            }
        }
        return Optional.empty();
    }

    /** Takes an option that has no value, or may have none: connections whose addresses are translated. */
    void translated(int bits) {
        tests.add(connection -> connection.has(bits));
    }

    private Optional<String> protocol(String name) {
        long number = name.matches("\\d+")
                ? Long.parseLong(name)
                : DataType.INET_PROTO.symbol(name.toLowerCase(Locale.ROOT)).orElse(-1);
        if (number < 0) {
            return Optional.of("`" + name + "' unsupported protocol");
        }
        tests.add(connection -> connection.original().protocol() == number);
        return Optional.empty();
    }

    private interface AddressOf {
        Ipv4Address of(Connection connection);
    }

    private interface PortOf {
        int of(Tuple tuple);
    }

    private Optional<String> address(String text, AddressOf which) {
        String[] parts = text.split("/", 2);
        Optional<Ipv4Address> address = Ipv4Address.parse(parts[0]);
        boolean fits = parts.length == 1 || parts[1].matches("\\d{1,2}") && Integer.parseInt(parts[1]) <= 32;
        if (address.isEmpty() || !fits) {
            return Optional.of("Invalid IP address `" + text + "'");
        }
        int length = parts.length == 1 ? 32 : Integer.parseInt(parts[1]);
        int mask = length == 0 ? 0 : Ipv4Prefix.mask(length);
        Ipv4Prefix prefix = new Ipv4Prefix(new Ipv4Address(address.get().bits() & mask), length);
        tests.add(connection -> prefix.contains(which.of(connection)));
        return Optional.empty();
    }

    private void port(String text, PortOf which) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        tests.add(connection -> which.of(connection.original()) == port);
    }

    private void status(String words) {
        for (String word : words.split(",")) {
            switch (word) {
                case "ASSURED" -> translated(Connection.ASSURED);
                case "SEEN_REPLY" -> translated(Connection.SEEN_REPLY);
                case "UNREPLIED" -> tests.add(connection -> !connection.has(Connection.SEEN_REPLY));
                default -> tests.add(connection -> false);
            }
        }
    }
}
