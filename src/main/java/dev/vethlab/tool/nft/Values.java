package dev.vethlab.tool.nft;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.TimeOfDay;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.tool.hosts.Accounts;
import dev.vethlab.tool.hosts.Services;
import java.math.BigInteger;
import java.util.Optional;

/** Reads constants of a type ({@code datatype.c}). */
final class Values {

    /** In milliseconds: half of what nanoseconds can count. */
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE / 2_000_000);

    private static final int LONGEST_NAME = 15;
    private static final int PORTS = 0xffff;

    private final Input input;
    private final NetNamespace net;
    private final boolean live;

    /** @param live whether what is written is to mean something; else only its form is read */
    Values(Input input, NetNamespace net, boolean live) {
        this.input = input;
        this.net = net;
        this.live = live;
    }

    /** A constant, a prefix or a range. */
    Value value(DataType type) throws SyntaxException {
        Token first = input.peek();
        if (!startsValue(first)) {
            throw input.unexpected("");
        }
        input.next();
        if (type == DataType.CLASSID && input.at(":")) {
            return classId(first);
        }
        if (type == DataType.IFNAME || type == DataType.STRING || type.isObject()) {
            if (live && first.text().length() > LONGEST_NAME) {
                throw SyntaxException.of("String exceeds maximum length of 16", first.span());
            }
            return Value.name(first.text());
        }
        if (input.at("/") && !type.isBitmask()) {
            return prefix(type, first);
        }
        if (input.at("-")) {
            input.next();
            Token last = input.peek();
            if (!startsValue(last)) {
                throw input.unexpected("");
            }
            input.next();
            long low = number(type, first);
            long high = number(type, last);
            if (live && low > high) {
                throw SyntaxException.of(
                        "Range has zero or negative size", first.span().to(last.span()));
            }
            return Value.range(low, high);
        }
        return Value.of(number(type, first));
    }

    /** The two numbers of a class of {@code tc}: {@code 1:5}, in hexadecimal. */
    private Value classId(Token major) throws SyntaxException {
        input.next();
        Token minor = input.next();
        try {
            return Value.of(Long.parseLong(major.text(), 16) << 16 | Long.parseLong(minor.text(), 16));
        } catch (NumberFormatException malformed) {
            throw SyntaxException.of("Invalid packet priority", major.span().to(minor.span()));
        }
    }

    /** Flags, separated by commas or bars. */
    long flags(DataType type) throws SyntaxException {
        long flags = 0;
        do {
            boolean inner = input.accept("(");
            Token flag = input.peek();
            if (inner) {
                flags |= flags(type);
                input.expect(")");
                continue;
            }
            if (!startsValue(flag)) {
                throw input.unexpected("");
            }
            input.next();
            flags |= number(type, flag);
        } while (input.accept(",") || input.accept("|"));
        return flags;
    }

    static boolean startsValue(Token token) {
        return switch (token.kind()) {
            case NUMBER, ADDRESS, QUOTED -> true;
            case WORD -> !isStatement(token.text());
            default -> false;
        };
    }

    private static boolean isStatement(String word) {
        return switch (word) {
            case "accept", "drop", "continue", "return", "jump", "goto", "counter", "log", "reject", "comment" -> true;
            default -> false;
        };
    }

    private Value prefix(DataType type, Token first) throws SyntaxException {
        input.next();
        Token length = input.peek();
        long bits = input.number();
        long base = number(type, first);
        if (live && bits > type.bits()) {
            throw SyntaxException.of(
                    "Prefix length " + bits + " is invalid for type of " + type.bits() + " bits width",
                    first.span().to(length.span()));
        }
        long size = 1L << Math.max(0, type.bits() - bits);
        long low = base & -size;
        return Value.prefix(low, low + size - 1);
    }

    /** The number that a word stands for. */
    long number(DataType type, Token token) throws SyntaxException {
        if (!live) {
            return 0;
        }
        String text = token.text();
        if (type.symbol(text).isPresent()) {
            return type.symbol(text).getAsLong();
        }
        if (type == DataType.IPV4_ADDR) {
            return address(token);
        }
        if (type == DataType.ETHER_ADDR) {
            return MacAddress.parse(text)
                    .orElseThrow(() -> SyntaxException.of("Invalid LL address", token.span()))
                    .bits();
        }
        if (type == DataType.HOUR && token.kind() == Token.Kind.QUOTED) {
            return TimeOfDay.seconds(text).orElseThrow(() -> SyntaxException.of("wrong time format", token.span()));
        }
        if (type == DataType.DATE) {
            return token.kind() == Token.Kind.NUMBER
                    ? Input.magnitude(text).longValue() * 1_000_000_000L
                    : TimeOfDay.nanoseconds(text)
                            .orElseThrow(() -> SyntaxException.of("wrong date format", token.span()));
        }
        if (type == DataType.CT_LABEL && token.kind() == Token.Kind.NUMBER && Integer.parseInt(text) < Long.SIZE) {
            return 1L << Integer.parseInt(text);
        }
        if (type == DataType.TIME) {
            return token.kind() == Token.Kind.NUMBER ? milliseconds(token) : span(text);
        }
        if (token.kind() == Token.Kind.NUMBER) {
            BigInteger number = Input.magnitude(text);
            check(type, number, token);
            return number.longValue();
        }
        return named(type, token);
    }

    private static long milliseconds(Token seconds) throws SyntaxException {
        BigInteger number = Input.magnitude(seconds.text()).multiply(BigInteger.valueOf(1000));
        if (number.compareTo(LONGEST) > 0) {
            throw SyntaxException.of("value too large", seconds.span());
        }
        return number.longValue();
    }

    private static void check(DataType type, BigInteger number, Token token) throws SyntaxException {
        if (type == DataType.INET_SERVICE && number.compareTo(BigInteger.valueOf(PORTS)) > 0) {
            throw SyntaxException.of("Service out of range", token.span());
        }
        if (type == DataType.INET_PROTO && number.bitLength() > 8) {
            throw SyntaxException.of("Protocol out of range", token.span());
        }
        if (number.bitLength() > type.bits()) {
            throw SyntaxException.of(
                    "Value " + number + " exceeds valid range 0-"
                            + BigInteger.ONE.shiftLeft(type.bits()).subtract(BigInteger.ONE),
                    token.span());
        }
    }

    private long named(DataType type, Token token) throws SyntaxException {
        String text = token.text();
        switch (type) {
            case IFACE_INDEX:
                Optional<NetDevice> device = net.devices().byName(text);
                if (device.isEmpty()) {
                    throw SyntaxException.of("Interface does not exist", token.span());
                }
                return device.get().index();
            case INET_SERVICE:
                Optional<Integer> port = Services.port(text);
                if (port.isEmpty()) {
                    throw SyntaxException.of(
                            "Could not resolve service: Servname not supported for ai_socktype", token.span());
                }
                return port.get();
            case UID:
                return Accounts.user(text).orElseThrow(() -> SyntaxException.of("User does not exist", token.span()));
            case GID:
                return Accounts.group(text).orElseThrow(() -> SyntaxException.of("Group does not exist", token.span()));
            case INET_PROTO:
                throw SyntaxException.of("Could not resolve protocol name", token.span());
            default:
                throw SyntaxException.of(complaint(type), token.span());
        }
    }

    private static String complaint(DataType type) {
        return switch (type) {
            case CT_STATE -> "Could not parse conntrack state";
            case CT_STATUS -> "Could not parse conntrack status";
            case CT_DIR -> "Could not parse conntrack direction";
            case ICMP_TYPE -> "Could not parse ICMP type";
            case ICMP_CODE -> "Could not parse icmp code";
            case TCP_FLAG -> "Could not parse TCP flag";
            case DSCP -> "Could not parse Differentiated Services Code Point";
            case MARK -> "Could not parse packet mark";
            case PKT_TYPE -> "Could not parse packet type";
            case FIB_ADDRTYPE -> "Could not parse fib address type";
            case DAY -> "Could not parse Day of week of packet reception";
            default -> "Could not parse integer";
        };
    }

    private static long address(Token token) throws SyntaxException {
        Optional<Ipv4Address> address =
                token.text().equals("localhost") ? Optional.of(Ipv4Address.LOOPBACK) : Ipv4Address.parse(token.text());
        return Integer.toUnsignedLong(address.orElseThrow(
                        () -> SyntaxException.of("Could not resolve hostname: Name or service not known", token.span()))
                .bits());
    }

    /** A span of time in milliseconds; what does not fit is as long as fits. */
    static long span(String text) {
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("(\\d+)(ms|d|h|m|s)").matcher(text);
        BigInteger milliseconds = BigInteger.ZERO;
        while (matcher.find()) {
            long unit = switch (matcher.group(2)) {
                case "d" -> 86_400_000L;
                case "h" -> 3_600_000L;
                case "m" -> 60_000L;
                case "s" -> 1000L;
                default -> 1L;
            };
            milliseconds = milliseconds.add(Input.magnitude(matcher.group(1)).multiply(BigInteger.valueOf(unit)));
        }
        return milliseconds.min(LONGEST).longValue();
    }
}
