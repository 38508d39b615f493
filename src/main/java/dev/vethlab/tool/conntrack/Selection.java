package dev.vethlab.tool.conntrack;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.TcpState;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** Which connections a command is about. */
final class Selection {

    private final List<Predicate<Connection>> tests = new ArrayList<>();
    private final NewConnection wanted = new NewConnection();

    /** The bits of the addresses that count. */
    private int sourceMask = -1;

    private int destinationMask = -1;

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
            case "-f", "--family" -> {
                return family(value);
            }
            case "-s", "--src", "--orig-src" -> {
                wanted.source = Ipv4Address.parse(value).orElse(null);
                return address(
                        value,
                        () -> sourceMask,
                        connection -> connection.original().source());
            }
            case "-d", "--dst", "--orig-dst" -> {
                wanted.destination = Ipv4Address.parse(value).orElse(null);
                return address(
                        value,
                        () -> destinationMask,
                        connection -> connection.original().destination());
            }
            case "-r", "--reply-src" -> {
                return address(value, () -> -1, connection -> connection.reply().source());
            }
            case "-q", "--reply-dst" -> {
                return address(value, () -> -1, connection -> connection.reply().destination());
            }
            case "--sport", "--orig-port-src", "--dport", "--orig-port-dst", "--reply-port-src", "--reply-port-dst" -> {
                return ports(option, value);
            }
            case "-m", "--mark" -> mark(value);
            case "-w", "--zone", "--orig-zone" -> {
                int zone = number(value);
                wanted.zone = zone;
                tests.add(connection -> connection.zone() == zone);
            }
            case "-t", "--timeout" -> wanted.timeout = number(value);
            case "--mask-src", "--mask-dst" -> {
                return mask(option, value);
            }
            case "--icmp-type", "--icmp-code", "--icmp-id" -> icmp(option, number(value));
            case "--state" -> {
                return state(value);
            }
            case "-u", "--status" -> {
                return status(value);
            }
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
        wanted.protocol = (int) number;
        tests.add(connection -> connection.original().protocol() == number);
        return Optional.empty();
    }

    private interface AddressOf {
        Ipv4Address of(Connection connection);
    }

    private interface PortOf {
        int of(Tuple tuple);
    }

    private Optional<String> address(String text, IntSupplier more, AddressOf which) {
        String[] parts = text.split("/", 2);
        Optional<Ipv4Address> address = Ipv4Address.parse(parts[0]);
        boolean fits = parts.length == 1 || parts[1].matches("\\d{1,2}") && Integer.parseInt(parts[1]) <= 32;
        if (address.isEmpty() || !fits) {
            return Optional.of("Invalid IP address `" + text + "'");
        }
        int length = parts.length == 1 ? 32 : Integer.parseInt(parts[1]);
        int mask = length == 0 ? 0 : Ipv4Prefix.mask(length);
        int bits = address.get().bits();
        tests.add(connection -> ((which.of(connection).bits() ^ bits) & mask & more.getAsInt()) == 0);
        return Optional.empty();
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    /** What is asked for, as a connection of its own. */
    NewConnection wanted() {
        return wanted;
    }

    private Optional<String> family(String name) {
        if (!name.equals("ipv4") && !name.equals("ipv6")) {
            return Optional.of("`" + name + "' unsupported protocol");
        }
        if (name.equals("ipv6")) {
            tests.add(connection -> false);
        }
        return Optional.empty();
    }

    /** Ports are options of the protocols that have them, which must be said first. */
    private Optional<String> ports(String option, String value) {
        if (wanted.protocol != Ipv4Packet.TCP && wanted.protocol != Ipv4Packet.UDP) {
            return Optional.of("unknown option `" + option + "'");
        }
        int port = number(value);
        boolean ofReply = option.startsWith("--reply");
        boolean source = option.equals("--sport") || option.endsWith("-src");
        if (!ofReply && source) {
            wanted.sourcePort = port;
        } else if (!ofReply) {
            wanted.destinationPort = port;
        }
        PortOf which = source ? Tuple::sourcePort : Tuple::destinationPort;
        tests.add(connection -> which.of(ofReply ? connection.reply() : connection.original()) == port);
        return Optional.empty();
    }

    private void mark(String value) {
        String[] parts = value.split("/", 2);
        long mark = Long.decode(parts[0]);
        int mask = parts.length > 1 ? Long.decode(parts[1]).intValue() : -1;
        wanted.mark = mark;
        tests.add(connection -> (connection.mark & mask) == (int) mark);
    }

    /** A mask beside an address: of the address that was given, so many bits count. */
    private Optional<String> mask(String option, String value) {
        Optional<Ipv4Address> mask = Ipv4Address.parse(value);
        if (mask.isEmpty()) {
            return Optional.of("Invalid IP address `" + value + "'");
        }
        if (option.equals("--mask-src")) {
            sourceMask = mask.get().bits();
        } else {
            destinationMask = mask.get().bits();
        }
        return Optional.empty();
    }

    private void icmp(String option, int value) {
        switch (option) {
            case "--icmp-type" -> {
                wanted.icmpType = value;
                tests.add(connection -> connection.original().icmpType() == value);
            }
            case "--icmp-code" -> {
                wanted.icmpCode = value;
                tests.add(connection -> connection.original().icmpCode() == value);
            }
            default -> {
                wanted.icmpId = value;
                tests.add(connection -> connection.original().sourcePort() == value);
            }
        }
    }

    private Optional<String> state(String name) {
        if (wanted.protocol != Ipv4Packet.TCP) {
            return Optional.of("unknown option `--state'");
        }
        for (TcpState state : TcpState.values()) {
            if (state.name().equals(name)) {
                wanted.state = state;
                tests.add(connection -> connection.tcpState() == state);
                return Optional.empty();
            }
        }
        return Optional.of("unknown TCP state `" + name + "'");
    }

    private Optional<String> status(String words) {
        for (String word : words.split(",")) {
            switch (word) {
                case "ASSURED" -> translated(Connection.ASSURED);
                case "SEEN_REPLY" -> translated(Connection.SEEN_REPLY);
                case "CONFIRMED" -> translated(Connection.CONFIRMED);
                case "SRC_NAT" -> translated(Connection.SRC_NAT);
                case "DST_NAT" -> translated(Connection.DST_NAT);
                case "UNREPLIED" -> tests.add(connection -> !connection.has(Connection.SEEN_REPLY));
                case "FIXED_TIMEOUT", "EXPECTED", "OFFLOAD", "HW_OFFLOAD" -> tests.add(connection -> false);
                default -> {
                    return Optional.of("Bad parameter `" + word + "'");
                }
            }
        }
        return Optional.empty();
    }
}
