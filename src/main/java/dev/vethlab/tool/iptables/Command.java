package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command line ({@code do_parse}). */
final class Command {

    private static final String COMMANDS = "ADIRLSFZNXPEC";

    private static final Set<String> VERDICTS = Set.of("ACCEPT", "DROP", "RETURN");
    /** Of a rule: no table has more. */
    private static final int LONGEST_NUMBER = 9;

    private static final int LONGEST_CHAIN = 29;
    private static final int LONGEST_DEVICE = 15;

    char letter;
    String chain = "";
    int number;
    String argument = "";
    String table = "filter";
    boolean numeric;
    boolean verbose;
    boolean exact;
    boolean lineNumbers;
    boolean zero;
    boolean version;
    boolean help;

    /** The rules that it is about: one for each pair of addresses. */
    final List<RuleSpec> rules = new ArrayList<>();

    private final Words words;
    private final Namespace namespace;
    private final RuleSpec spec = new RuleSpec();
    private final List<Matches> matches = new ArrayList<>();
    private final Set<String> given = new HashSet<>();
    private final OptionLegality legality = new OptionLegality();
    private @Nullable Targets target;

    /** The networks as they were written: they are looked up when everything else is known. */
    private String sources = "";

    private String destinations = "";

    Command(List<String> arguments, Namespace namespace) {
        this.words = new Words(arguments);
        this.namespace = namespace;
    }

    Command read() throws ParameterException {
        boolean not = false;
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("!")) {
                not = true;
                continue;
            }
            if (!word.startsWith("-") || word.length() < 2) {
                throw ParameterException.plain(
                        "Bad argument `" + word + "'\nTry `iptables -h' or 'iptables --help' for more information.\n",
                        2);
            }
            if (word.startsWith("--")) {
                longOption(word, not);
            } else {
                letters(word, not);
            }
            not = false;
        }
        finish();
        return this;
    }

    /** An option may be cut short, and its argument may stand behind {@code =} ({@code getopt_long}). */
    private void longOption(String word, boolean not) throws ParameterException {
        int equals = word.indexOf('=');
        String option = equals < 0 ? word : word.substring(0, equals);
        boolean ofExtension =
                matches.stream().anyMatch(match -> match.takes(option)) || target != null && target.takes(option);
        String letter = ofExtension ? option : LongOptions.letter(option);
        if (equals >= 0) {
            words.insert(word.substring(equals + 1));
        }
        option(letter, option, not);
    }

    /** Letters may stand together: {@code -nvL INPUT}, {@code -ptcp}. */
    private void letters(String word, boolean not) throws ParameterException {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            boolean more = i + 1 < word.length();
            if (more && "nvxfw".indexOf(letter) < 0 && COMMANDS.indexOf(letter) < 0) {
                throw ParameterException.problem("unknown option \"" + word + "\"");
            }
            option("-" + letter, "-" + letter, not);
        }
    }

    private void option(String option, String written, boolean not) throws ParameterException {
        char letter = option.length() == 2 ? option.charAt(1) : 0;
        legality.given(option);
        if (letter != 0 && COMMANDS.indexOf(letter) >= 0) {
            command(letter, written);
            return;
        }
        if ("-s -d -i -o -p -f".contains(option) && !given.add(option)) {
            throw ParameterException.problem("multiple " + option + " flags not allowed");
        }
        switch (option) {
            case "-t" -> table = words.argument(written);
            case "-s" -> {
                sources = words.argument(written);
                spec.notSource = not;
            }
            case "-d" -> {
                destinations = words.argument(written);
                spec.notDestination = not;
            }
            case "-i" -> {
                spec.in = device(words.argument(written));
                spec.notIn = not;
            }
            case "-o" -> {
                spec.out = device(words.argument(written));
                spec.notOut = not;
            }
            case "-p" -> protocol(words.argument(written), not);
            case "-j", "-g" -> jump(words.argument(written), option.equals("-g"));
            case "-m" -> match(words.argument(written));
            case "-f" -> {
                spec.fragment = true;
                spec.notFragment = not;
            }
            case "-n" -> numeric = true;
            case "-v" -> verbose = true;
            case "-x" -> exact = true;
            case "-c" -> counters(words.argument(written));
            case "-w" -> {
                if (words.peek().matches("\\d+")) {
                    words.next();
                }
            }
            case "-4" -> {}
            case "--modprobe" -> words.argument(written);
            case "-6" ->
                throw ParameterException.plain("Try `iptables -h' or 'iptables --help' for more information.\n", 2);
            case "-W" -> {
                words.argument(written);
                throw ParameterException.plain(
                        "Ignoring deprecated --wait-interval option.\niptables v1.8.9 (nf_tables): --wait-interval only"
                                + " makes sense with --wait\n\nTry `iptables -h' or 'iptables --help' for more"
                                + " information.\n",
                        2);
            }
            case "-V" -> version = true;
            case "-h" -> help = true;
            case "--line-numbers", "--line-number" -> lineNumbers = true;
            default -> extensionOption(written, not);
        }
    }

    private void command(char command, String written) throws ParameterException {
        if (letter == 'L' && command == 'Z') {
            zero = true;
            return;
        }
        if (letter == 'Z' && command == 'L') {
            zero = true;
        } else if (letter != 0) {
            throw ParameterException.problem("Cannot use -" + command + " with -" + letter);
        }
        letter = command;
        if ("ADIRCNPE".indexOf(command) >= 0) {
            chain = words.argument(written);
        } else if (words.hasOperand()) {
            chain = words.next();
        }
        boolean mayNumber = "DIRLSZ".indexOf(command) >= 0;
        if (mayNumber && words.peek().matches("\\d+")) {
            String text = words.next();
            number = text.length() > LONGEST_NUMBER ? 0 : Integer.parseInt(text);
            checkNumber(command, text, number > 0);
        } else if (mayNumber && words.hasOperand()) {
            checkNumber('R', words.peek(), false);
        } else if (command == 'I') {
            number = 1;
        } else if (command == 'R') {
            checkNumber(command, words.peek(), !words.hasOperand());
            throw ParameterException.problem("-R requires a rule number");
        }
        if (command == 'N') {
            checkName(chain);
        }
        if (command == 'P' || command == 'E') {
            if (!words.hasOperand()) {
                throw ParameterException.problem("-" + command + " requires a chain and a policy");
            }
            argument = words.next();
        }
    }

    private static void checkNumber(char command, String text, boolean valid) throws ParameterException {
        if (!valid && "DIRZ".indexOf(command) >= 0) {
            throw ParameterException.problem("Invalid rule number `" + text + "'");
        }
    }

    /** {@code parse_chain}. */
    private static void checkName(String name) throws ParameterException {
        if (name.startsWith("-") || name.startsWith("!")) {
            throw ParameterException.problem("chain name not allowed to start with `" + name.charAt(0) + "'");
        }
        if (name.length() >= LONGEST_CHAIN) {
            throw ParameterException.problem(
                    "chain name `" + name + "' too long (must be under " + LONGEST_CHAIN + " chars)");
        }
        if (isVerdict(name) || Targets.isKnown(name)) {
            throw ParameterException.problem("chain name may not clash with target name");
        }
    }

    /** {@code xtables_parse_interface}: {@code +} alone is any. */
    private static String device(String name) throws ParameterException {
        if (name.isEmpty()) {
            throw ParameterException.problem("Empty interface is likely to be undesired");
        }
        if (name.length() > LONGEST_DEVICE) {
            throw ParameterException.problem(
                    "interface name `" + name + "' must be shorter than IFNAMSIZ (" + LONGEST_DEVICE + ")");
        }
        return name.equals("+") ? "" : name;
    }

    private void protocol(String name, boolean not) throws ParameterException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("all")) {
            return;
        }
        boolean isNumber = lower.matches("\\d{1,3}") && Integer.parseInt(lower) < 256;
        long value = isNumber
                ? Long.parseLong(lower)
                : DataType.INET_PROTO.symbol(lower).orElse(-1);
        if (value < 0) {
            throw ParameterException.problem("unknown protocol \"" + name + "\" specified");
        }
        spec.protocol = (int) value;
        spec.notProtocol = not;
    }

    private void jump(String name, boolean goTo) throws ParameterException {
        if (!spec.target.isEmpty()) {
            throw ParameterException.problem("multiple -j flags not allowed");
        }
        if (name.isEmpty()) {
            throw ParameterException.problem("Invalid target name (too short)");
        }
        spec.target = name;
        spec.isGoto = goTo;
        if (!goTo && Unsimulated.isTarget(name)) {
            throw ParameterException.problem("the target `" + name + "' is not simulated in this lab");
        }
        if (!goTo && Targets.isKnown(name)) {
            target = new Targets(name);
        }
    }

    static boolean isVerdict(String name) {
        return VERDICTS.contains(name);
    }

    private void match(String name) throws ParameterException {
        if (Unsimulated.isMatch(name)) {
            throw ParameterException.problem("the match `" + name + "' is not simulated in this lab");
        }
        if (!Matches.isKnown(name)) {
            throw ParameterException.problem("Couldn't load match `" + name + "':No such file or directory\n");
        }
        matches.add(new Matches(name));
    }

    private void extensionOption(String option, boolean not) throws ParameterException {
        for (int i = matches.size() - 1; i >= 0; i--) {
            if (matches.get(i).takes(option)) {
                matches.get(i).option(option, not, words);
                return;
            }
        }
        if (target != null && target.takes(option)) {
            target.option(option, words);
            return;
        }
        String implied = spec.protocol == 6 ? "tcp" : spec.protocol == 17 ? "udp" : spec.protocol == 1 ? "icmp" : "";
        Matches match = new Matches(implied);
        if (implied.isEmpty() || spec.notProtocol || !match.takes(option)) {
            throw ParameterException.problem("unknown option \"" + option + "\"");
        }
        matches.add(match);
        match.option(option, not, words);
    }

    /** Networks, as {@code -s} takes them. */
    static List<Ipv4Prefix> prefixes(String list) throws ParameterException {
        List<Ipv4Prefix> prefixes = new ArrayList<>();
        for (String text : list.split(",")) {
            String[] parts = text.split("/", 2);
            Optional<Ipv4Address> address =
                    parts[0].equals("localhost") ? Optional.of(Ipv4Address.LOOPBACK) : Ipv4Address.parse(parts[0]);
            if (address.isEmpty()) {
                address = NetworkName.address(parts[0]);
            }
            if (address.isEmpty()) {
                throw ParameterException.problem("host/network `" + parts[0] + "' not found");
            }
            int length = parts.length == 1 ? 32 : length(parts[1]);
            int bits = length == 0 ? 0 : address.get().bits() & Ipv4Prefix.mask(length);
            prefixes.add(new Ipv4Prefix(new Ipv4Address(bits), length));
        }
        return prefixes;
    }

    private static int length(String text) throws ParameterException {
        if (text.matches("\\d{1,2}") && Integer.parseInt(text) <= 32) {
            return Integer.parseInt(text);
        }
        Optional<Ipv4Address> mask = Ipv4Address.parse(text);
        if (mask.isPresent()) {
            int length = Integer.bitCount(mask.get().bits());
            if (length == 0 || Ipv4Prefix.mask(length) == mask.get().bits()) {
                return length;
            }
        }
        throw ParameterException.problem("invalid mask `" + text + "' specified");
    }

    private void finish() throws ParameterException {
        if (version || help) {
            return;
        }
        if (letter == 0) {
            throw ParameterException.problem("no command specified");
        }
        checkDevices();
        for (Matches match : matches) {
            spec.matches.add(match.build(namespace, spec.protocol));
        }
        if (target != null) {
            spec.extension = target.build(spec.protocol);
        }
        spec.chain = chain;
        List<Ipv4Prefix> from = sources.isEmpty() ? List.of(Ipv4Prefix.DEFAULT) : prefixes(sources);
        List<Ipv4Prefix> to = destinations.isEmpty() ? List.of(Ipv4Prefix.DEFAULT) : prefixes(destinations);
        legality.check(letter, number != 0);
        for (Ipv4Prefix source : from) {
            for (Ipv4Prefix destination : to) {
                rules.add(spec.between(source, destination));
            }
        }
    }

    /** What the counters of the rule begin with. */
    private void counters(String packets) throws ParameterException {
        if (!words.hasOperand()) {
            throw ParameterException.problem("-c requires packet and byte counter");
        }
        spec.packets = OptionNumber.read("-c", "packets", packets, 0, Long.MAX_VALUE);
        spec.bytes = OptionNumber.read("-c", "bytes", words.next(), 0, Long.MAX_VALUE);
    }

    private void checkDevices() throws ParameterException {
        if (!spec.out.isEmpty() && (chain.equals("PREROUTING") || chain.equals("INPUT"))) {
            throw ParameterException.problem("Can't use -o with " + chain + "\n");
        }
        if (!spec.in.isEmpty() && (chain.equals("POSTROUTING") || chain.equals("OUTPUT"))) {
            throw ParameterException.problem("Can't use -i with " + chain + "\n");
        }
        if (table.equals("nat") && (argument.equals("DROP") || spec.target.equals("DROP"))) {
            throw ParameterException.problem(
                    "\nThe \"nat\" table is not intended for filtering, the use of DROP is therefore"
                            + " inhibited.\n\n");
        }
    }
}
