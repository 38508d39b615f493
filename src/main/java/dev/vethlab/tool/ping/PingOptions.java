package dev.vethlab.tool.ping;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.socket.PathMtuDiscovery;
import dev.vethlab.tool.getopt.Getopt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ping was told: the options and operands of a command line, as {@code main} and {@code ping4_run} read them. */
final class PingOptions {

    private static final String LETTERS = "h?" + "4bRT:" + "6F:N:" + "aABc:CdDe:fi:I:l:Lm:M:nOp:qQ:rs:S:t:UvVw:W:";
    private static final int MOST_PRELOAD = 0x10000;
    private static final double MOST_SECONDS = Integer.MAX_VALUE / 1000.0;

    boolean version;
    boolean ipv4;
    boolean ipv6;
    boolean broadcast;
    int identifier = -1;
    boolean recordRoute;
    boolean timestamp;
    int timestampFlag;
    boolean audible;
    boolean adaptive;
    boolean strictSource;
    long count;
    boolean connects;
    boolean printsTime;
    int intervalMs = 1000;
    boolean intervalGiven;
    Ipv4Address source = Ipv4Address.ANY;

    @Nullable
    String device;

    int preload = 1;
    boolean noLoop;

    @Nullable
    Integer mark;

    @Nullable
    PathMtuDiscovery discovery;

    boolean numeric;
    boolean outstanding;
    boolean flood;

    @Nullable
    String pattern;

    boolean quiet;
    int tos;
    boolean dontRoute;
    int length = 56;
    int sendBuffer;
    int ttl = -1;
    boolean latency;
    boolean verbose;
    int deadlineSeconds;
    int lingerMs = 10_000;
    List<String> operands = List.of();

    /** What a request carries, where the time does not stand. */
    byte[] data = {};

    private final Console console;

    private PingOptions(Console console) {
        this.console = console;
    }

    static PingOptions parse(Console console, List<String> arguments) throws Quit {
        PingOptions options = new PingOptions(console);
        Getopt getopt = new Getopt("ping", arguments, LETTERS);
        int letter;
        while ((letter = getopt.next()) != Getopt.END && !options.version) {
            if (letter == '?' || letter == 'h') {
                console.complain(getopt.complaints());
                throw console.usage();
            }
            if (!options.flag(letter)) {
                options.value(letter, getopt.argument());
            }
        }
        options.operands = getopt.operands();
        return options;
    }

    private boolean flag(int letter) throws Quit {
        switch (letter) {
            case '4', '6' -> family(letter == '6');
            case 'b' -> broadcast = true;
            case 'R' -> {
                onlyOneOf(timestamp);
                recordRoute = true;
            }
            case 'a' -> audible = true;
            case 'A' -> adaptive = true;
            case 'B' -> strictSource = true;
            case 'C' -> connects = true;
            case 'd' -> {}
            case 'D' -> printsTime = true;
            case 'L' -> noLoop = true;
            case 'n' -> numeric = true;
            case 'O' -> outstanding = true;
            case 'f' -> {
                flood = true;
                numeric = true;
            }
            case 'q' -> quiet = true;
            case 'r' -> dontRoute = true;
            case 'U' -> latency = true;
            case 'v' -> verbose = true;
            case 'V' -> version = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void family(boolean six) throws Quit {
        if (six ? ipv4 : ipv6) {
            throw console.fail(2, "only one -4 or -6 option may be specified");
        }
        ipv4 |= !six;
        ipv6 |= six;
    }

    private void onlyOneOf(boolean other) throws Quit {
        if (other) {
            throw console.fail(2, "only one of -T or -R may be used");
        }
    }

    private void value(int letter, String value) throws Quit {
        switch (letter) {
            case 'e' -> identifier = (int) Numbers.boundedUnsigned(console, value, 0xffff);
            case 'T' -> timestampOption(value);
            case 'F' -> flowLabel(value);
            case 'N' -> NodeInformation.check(console, value);
            case 'c' -> count = Numbers.bounded(console, value, 1, Long.MAX_VALUE);
            case 'i' -> interval(value);
            case 'I' -> origin(value);
            case 'l' -> preload = (int) Numbers.bounded(console, value, 1, MOST_PRELOAD);
            case 'm' -> mark = (int) Numbers.boundedUnsigned(console, value, 0xffff_ffffL);
            case 'M' -> discovery(value);
            case 'p' -> pattern = value;
            case 'Q' -> tos = tos(value);
            case 's' -> length = (int) Numbers.bounded(console, value, 0, Integer.MAX_VALUE);
            case 'S' -> sendBuffer = (int) Numbers.bounded(console, value, 1, Integer.MAX_VALUE);
            case 't' -> ttl = (int) Numbers.bounded(console, value, 0, 255);
            case 'w' -> deadlineSeconds = (int) Numbers.bounded(console, value, 0, Integer.MAX_VALUE);
            case 'W' -> linger(value);
            default -> throw console.usage();
        }
    }

    private void timestampOption(String value) throws Quit {
        onlyOneOf(recordRoute);
        timestamp = true;
        timestampFlag = switch (value) {
            case "tsonly" -> 0;
            case "tsandaddr" -> 1;
            case "tsprespec" -> 3;
            default -> throw console.fail(2, "invalid timestamp type: " + value);
        };
    }

    private void flowLabel(String value) throws Quit {
        boolean hexadecimal = value.startsWith("0x") || value.startsWith("0X");
        String digits = hexadecimal ? value.substring(2) : value;
        if (!digits.matches(hexadecimal ? "[+-]?[0-9a-fA-F]*" : "[+-]?[0-9]*")) {
            throw console.fail(2, "bad value for flowinfo: " + value);
        }
        String number = digits.matches("[+-]?") ? "0" : digits;
        if ((new java.math.BigInteger(number, hexadecimal ? 16 : 10).intValue() & ~0xfffff) != 0) {
            throw console.fail(2, "flow value is greater than 20 bits: " + value);
        }
    }

    private void discovery(String value) throws Quit {
        discovery = switch (value) {
            case "do" -> PathMtuDiscovery.DO;
            case "dont" -> PathMtuDiscovery.DONT;
            case "want" -> PathMtuDiscovery.WANT;
            default -> throw console.fail(2, "invalid -M argument: " + value);
        };
    }

    private void origin(String value) throws Quit {
        if (value.contains(":")) {
            throw console.fail(2, "invalid source address: " + value);
        }
        Ipv4Address address = Ipv4Address.parse(value).orElse(null);
        if (address == null) {
            device = value;
        } else {
            source = address;
            strictSource = true;
        }
    }

    private int tos(String value) throws Quit {
        boolean hexadecimal = value.startsWith("0x") || value.startsWith("0X");
        String digits = hexadecimal ? value.substring(2) : value;
        if (!digits.matches(hexadecimal ? "[+-]?[0-9a-fA-F]*" : "[+-]?[0-9]*")) {
            throw console.fail(2, "bad TOS value: " + value);
        }
        String number = digits.matches("[+-]?") ? "0" : digits;
        int parsed = new java.math.BigInteger(number, hexadecimal ? 16 : 10).intValue();
        if (parsed > 255) {
            throw console.fail(2, "the decimal value of TOS bits must be in range 0-255: " + parsed);
        }
        return parsed;
    }

    private void interval(String value) throws Quit {
        double seconds = seconds(value, "bad timing interval");
        if (seconds > MOST_SECONDS) {
            throw console.fail(2, "bad timing interval: " + value);
        }
        intervalMs = (int) (seconds * 1000);
        intervalGiven = true;
    }

    private void linger(String value) throws Quit {
        double seconds = seconds(value, "bad linger time");
        if (seconds < 0 || seconds > MOST_SECONDS) {
            throw console.fail(2, "bad linger time: " + value);
        }
        lingerMs = (int) (seconds * 1000);
    }

    /** {@code ping_strtod}: what follows the number is only warned about. */
    private double seconds(String value, String complaint) throws Quit {
        if (value.isEmpty()) {
            throw console.fail(2, complaint + ": " + value);
        }
        Numbers.Real number = Numbers.real(value);
        if (number.end() == 0 || number.end() < value.length()) {
            console.warn("option argument contains garbage: " + value.substring(number.end()));
            console.warn("this will become fatal error in the future");
        }
        double seconds = number.value();
        boolean usual = seconds == 0 || Math.abs(seconds) >= Double.MIN_NORMAL && Double.isFinite(seconds);
        if (!usual) {
            throw console.fail(2, complaint + ": " + value + ": Numerical result out of range");
        }
        return seconds;
    }
}
