package dev.vethlab.tool.traceroute;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.tool.hosts.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a command line by traceroute's own rules and in its own words ({@code libsupp/clif.c}). */
final class TraceArguments {

    private record Option(char letter, String word, String value) {}

    private record Operand(int at, String text) {}

    private static final List<Option> OPTIONS = List.of(
            new Option('4', "", ""),
            new Option('6', "", ""),
            new Option('d', "debug", ""),
            new Option('F', "dont-fragment", ""),
            new Option('f', "first", "first_ttl"),
            new Option('g', "gateway", "gate"),
            new Option('I', "icmp", ""),
            new Option('T', "tcp", ""),
            new Option('i', "interface", "device"),
            new Option('m', "max-hops", "max_ttl"),
            new Option('N', "sim-queries", "squeries"),
            new Option('n', "", ""),
            new Option('p', "port", "port"),
            new Option('t', "tos", "tos"),
            new Option('l', "flowlabel", "flow_label"),
            new Option('w', "wait", "MAX,HERE,NEAR"),
            new Option('q', "queries", "nqueries"),
            new Option('r', "", ""),
            new Option('s', "source", "src_addr"),
            new Option('z', "sendwait", "sendwait"),
            new Option('e', "extensions", ""),
            new Option('A', "as-path-lookups", ""),
            new Option('M', "module", "name"),
            new Option('O', "options", "OPTS"),
            new Option('\0', "sport", "num"),
            new Option('\0', "fwmark", "num"),
            new Option('U', "udp", ""),
            new Option('D', "dccp", ""),
            new Option('P', "protocol", "prot"),
            new Option('\0', "mtu", ""),
            new Option('\0', "back", ""),
            new Option('V', "version", ""),
            new Option('\0', "help", ""));
    private static final Map<String, Option> ABBREVIATED =
            Map.of("dont-fragment", OPTIONS.get(3), "extensions", OPTIONS.get(20));
    private static final int LEAST_ABBREVIATION = 3;
    private static final Pattern UNSIGNED = Pattern.compile("\\s*([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)(.*)");
    private static final Pattern REAL =
            Pattern.compile("\\s*([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(.*)");

    private final List<String> arguments;
    private final TraceOptions options = new TraceOptions();
    private final List<Operand> operands = new ArrayList<>();
    private int at;

    private TraceArguments(List<String> arguments) {
        this.arguments = arguments;
    }

    static TraceOptions parse(List<String> arguments) throws Quit {
        TraceArguments parser = new TraceArguments(arguments);
        if (arguments.isEmpty()) {
            parser.options.help = true;
            return parser.options;
        }
        parser.readOptions();
        if (!parser.options.help && !parser.options.version) {
            parser.readOperands();
        }
        return parser.options;
    }

    private void readOptions() throws Quit {
        boolean optionsEnded = false;
        for (at = 1; at <= arguments.size(); at++) {
            String word = arguments.get(at - 1);
            if (optionsEnded || !word.startsWith("-") || word.equals("-") || word.startsWith("---")) {
                operands.add(new Operand(at, word));
            } else if (word.equals("--")) {
                optionsEnded = true;
            } else if (word.startsWith("--")) {
                longOption(word);
            } else if (word.equals("-UL")) {
                options.module = "udplite";
            } else {
                shortOptions(word);
            }
            if (options.help || options.version) {
                return;
            }
        }
    }

    private void longOption(String word) throws Quit {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        @Nullable String value = equals < 0 ? null : word.substring(equals + 1);
        Option option = findLong(name, value != null).orElse(null);
        if (option == null) {
            throw Quit.wrong("Bad option `" + word + "'" + (value == null ? "" : " (with arg `" + value + "')")
                    + " (argc " + at + ")");
        }
        if (!option.value().isEmpty() && value == null) {
            throw Quit.wrong("Option `--" + option.word() + "' (argc " + at + ") requires an argument: `--"
                    + option.word() + "=" + option.value() + several(option) + "'");
        }
        apply(option, value, "--" + option.word());
    }

    private static Optional<Option> findLong(String name, boolean hasValue) {
        for (Option option : OPTIONS) {
            boolean takes = !hasValue || !option.value().isEmpty();
            if (!option.word().isEmpty() && option.word().equals(name) && takes) {
                return Optional.of(option);
            }
        }
        return ABBREVIATED.entrySet().stream()
                .filter(entry -> !hasValue
                        && name.length() >= LEAST_ABBREVIATION
                        && entry.getKey().startsWith(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String several(Option option) {
        return option.letter() == 'g' || option.letter() == 'O' ? ",..." : "";
    }

    private void shortOptions(String word) throws Quit {
        for (int i = 1; i < word.length(); i++) {
            Option option = find(word.charAt(i));
            if (option == null) {
                throw Quit.wrong("Bad option `-" + word.charAt(i) + "' (argc " + at + ")");
            }
            if (option.value().isEmpty()) {
                apply(option, null, "-" + option.letter());
                continue;
            }
            boolean last = i == word.length() - 1;
            if (last && at < arguments.size()) {
                at++;
                apply(option, arguments.get(at - 1), "-" + option.letter());
            } else if (!last && i == 1) {
                apply(option, word.substring(2), "-" + option.letter());
            } else {
                throw Quit.wrong("Option `-" + option.letter() + "' (argc " + at + ") requires an argument: `-"
                        + option.letter() + " " + option.value() + several(option) + "'");
            }
            return;
        }
    }

    private static @Nullable Option find(char letter) {
        for (Option option : OPTIONS) {
            if (option.letter() == letter && letter != '\0') {
                return option;
            }
        }
        return null;
    }

    private void apply(Option option, @Nullable String value, String shown) throws Quit {
        boolean taken = value == null ? flag(option) : value(option, value);
        if (!taken) {
            throw Quit.wrong("Cannot handle `" + shown + "' option with arg `" + value + "' (argc " + at + ")");
        }
    }

    private boolean flag(Option option) throws Quit {
        switch (option.letter() == '\0' ? option.word() : String.valueOf(option.letter())) {
            case "4" -> options.ipv4 = true;
            case "6" -> options.ipv6 = true;
            case "F" -> options.dontFragment = true;
            case "I" -> options.module = "icmp";
            case "T" -> options.module = "tcp";
            case "U" -> options.module = "udp";
            case "D" -> options.module = "dccp";
            case "n" -> options.numeric = true;
            case "r" -> options.dontRoute = true;
            case "A" -> throw Quit.wrong("AS path lookups (-A) are not simulated");
            case "mtu" -> options.discoversMtu = true;
            case "back" -> options.backward = true;
            case "V" -> options.version = true;
            case "help" -> options.help = true;
            default -> {
                // -4, -d and -e change nothing that could be seen here.
                return true;
            }
        }
        return true;
    }

    private boolean value(Option option, String value) throws Quit {
        switch (option.letter() == '\0' ? option.word() : String.valueOf(option.letter())) {
            case "i" -> options.device = value;
            case "M" -> options.module = value;
            case "O" -> throw Quit.wrong("module options (-O) are not simulated");
            case "P" -> options.module = "raw";
            case "w" -> {
                return waits(value);
            }
            case "g" -> {
                return gateways(value);
            }
            case "s" -> {
                Ipv4Address address = resolve(value);
                options.source = address == null ? Ipv4Address.ANY : address;
                return address != null;
            }
            case "z" -> {
                Matcher real = REAL.matcher(value);
                if (!real.matches() || !real.group(2).isEmpty()) {
                    return false;
                }
                options.sendSeconds = Double.parseDouble(real.group(1));
            }
            default -> {
                return number(option, value);
            }
        }
        return true;
    }

    private boolean number(Option option, String value) {
        Matcher number = UNSIGNED.matcher(value);
        boolean isPort = option.letter() == 'p' || option.word().equals("sport");
        if (!number.matches() || !number.group(3).isEmpty() && !isPort) {
            return false;
        }
        long magnitude = Long.decode(number.group(2).length() > 18 ? "0xffffffff" : number.group(2));
        long parsed = (number.group(1).equals("-") ? -magnitude : magnitude) & 0xffff_ffffL;
        switch (option.letter() == '\0' ? option.word() : String.valueOf(option.letter())) {
            case "f" -> options.firstHop = parsed;
            case "m" -> options.mostHops = parsed;
            case "N" -> options.simultaneous = parsed;
            case "p" -> options.port = parsed;
            case "t" -> options.tos = parsed;
            case "q" -> options.queries = parsed;
            case "sport" -> options.sourcePort = parsed;
            case "fwmark" -> options.mark = parsed;
            default -> {
                return true;
            }
        }
        return true;
    }

    private boolean waits(String value) {
        options.hereFactor = 0;
        options.nearFactor = 0;
        String[] parts = value.split(",", -1);
        double[] numbers = new double[3];
        if (parts.length > 3) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            Matcher real = REAL.matcher(parts[i]);
            if (!real.matches() || !real.group(2).isEmpty()) {
                return false;
            }
            numbers[i] = Double.parseDouble(real.group(1));
        }
        options.waitSeconds = numbers[0];
        options.hereFactor = numbers[1];
        options.nearFactor = numbers[2];
        return true;
    }

    private boolean gateways(String value) throws Quit {
        for (String name : value.split("[ \t,]+")) {
            Ipv4Address gateway = Hosts.resolve(name).orElse(null);
            if (gateway == null) {
                throw Quit.wrong(name + ": Name or service not known");
            }
            options.gateways.add(gateway);
        }
        return true;
    }

    private @Nullable Ipv4Address resolve(String name) throws Quit {
        Ipv4Address address = Hosts.resolve(name).orElse(null);
        if (address == null) {
            throw Quit.wrong(name + ": Name or service not known\nCannot handle `-s' option with arg `" + name
                    + "' (argc " + at + ")");
        }
        return address;
    }

    private void readOperands() throws Quit {
        if (operands.isEmpty()) {
            throw Quit.wrong("Specify \"host\" missing argument.");
        }
        if (operands.size() > 2) {
            Operand extra = operands.get(2);
            throw Quit.wrong("Extra arg `" + extra.text() + "' (position 3, argc " + extra.at() + ")");
        }
        Operand host = operands.get(0);
        Ipv4Address address = Hosts.resolve(host.text()).orElse(null);
        options.ipv6Destination = Ipv6Address.parse(host.text()).orElse(null);
        boolean isOther = options.ipv6 ? address != null : options.ipv4 && options.ipv6Destination != null;
        if (isOther || address == null && options.ipv6Destination == null) {
            String why = !isOther ? "Name or service not known" : "Address family for hostname not supported";
            throw Quit.wrong(host.text() + ": " + why + "\nCannot handle \"host\" cmdline arg `" + host.text()
                    + "' on position 1 (argc " + host.at() + ")");
        }
        options.hostName = host.text();
        options.destination = address == null ? Ipv4Address.ANY : address;
        if (operands.size() == 2) {
            packetLength(operands.get(1));
        }
    }

    private void packetLength(Operand operand) throws Quit {
        Matcher number = UNSIGNED.matcher(operand.text());
        if (!number.matches() || !number.group(3).isEmpty() || number.group(2).length() > 18) {
            throw Quit.wrong("Cannot handle \"packetlen\" cmdline arg `" + operand.text() + "' on position 2 (argc "
                    + operand.at() + ")");
        }
        long magnitude = Long.decode(number.group(2));
        options.packetLength = number.group(1).equals("-") ? -magnitude : magnitude;
    }
}
