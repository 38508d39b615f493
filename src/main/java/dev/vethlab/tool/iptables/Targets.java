package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.netfilter.nat.NatRange;
import dev.vethlab.kernel.netfilter.nftables.AssignStatement;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.ExtensionStatement;
import dev.vethlab.kernel.netfilter.nftables.LogStatement;
import dev.vethlab.kernel.netfilter.nftables.MarkTransfer;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NatStatement;
import dev.vethlab.kernel.netfilter.nftables.NotrackStatement;
import dev.vethlab.kernel.netfilter.nftables.Operand;
import dev.vethlab.kernel.netfilter.nftables.RejectStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A target that is an extension, while its options are being read. */
final class Targets {

    private static final int MAC_DECODE = 32;

    private static final long ALL_BITS = 0xffff_ffffL;

    private static final Map<String, List<String>> OPTIONS = Map.ofEntries(
            Map.entry("REJECT", List.of("--reject-with")),
            Map.entry(
                    "LOG",
                    List.of(
                            "--log-prefix",
                            "--log-level",
                            "--log-tcp-sequence",
                            "--log-tcp-options",
                            "--log-ip-options",
                            "--log-uid",
                            "--log-macdecode")),
            Map.entry("NFLOG", List.of("--nflog-group", "--nflog-prefix")),
            Map.entry("MASQUERADE", List.of("--to-ports", "--random", "--random-fully")),
            Map.entry("SNAT", List.of("--to-source", "--to", "--random", "--persistent", "--random-fully")),
            Map.entry("DNAT", List.of("--to-destination", "--to", "--random", "--persistent")),
            Map.entry("REDIRECT", List.of("--to-ports", "--to-port", "--random")),
            Map.entry("MARK", List.of("--set-mark", "--set-xmark", "--and-mark", "--or-mark", "--xor-mark")),
            Map.entry(
                    "CONNMARK",
                    List.of("--set-mark", "--set-xmark", "--save-mark", "--restore-mark", "--nfmask", "--ctmask")),
            Map.entry("NOTRACK", List.of()),
            Map.entry("CT", List.of("--notrack")),
            Map.entry("TTL", List.of("--ttl-set", "--ttl-dec", "--ttl-inc")),
            Map.entry("DSCP", List.of("--set-dscp", "--set-dscp-class")),
            Map.entry("TOS", List.of("--set-tos")),
            Map.entry("TCPMSS", List.of("--set-mss", "--clamp-mss-to-pmtu")),
            Map.entry("NETMAP", List.of("--to")),
            Map.entry("TRACE", List.of()),
            Map.entry("CLASSIFY", List.of("--set-class")),
            Map.entry("CHECKSUM", List.of("--checksum-fill")),
            Map.entry("NFQUEUE", RarerTargets.QUEUE));

    /** The kinds of {@code --reject-with}, and the names that nft has for them. */
    private static final Map<String, String> REJECTS = Map.of(
            "icmp-net-unreachable", "net-unreachable",
            "icmp-host-unreachable", "host-unreachable",
            "icmp-proto-unreachable", "prot-unreachable",
            "icmp-port-unreachable", "port-unreachable",
            "icmp-net-prohibited", "net-prohibited",
            "icmp-host-prohibited", "host-prohibited",
            "icmp-admin-prohibited", "admin-prohibited");

    private static final List<String> LEVELS =
            List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");

    private final String name;
    private final Map<String, String> given = new LinkedHashMap<>();

    Targets(String name) {
        this.name = name;
    }

    static boolean isKnown(String name) {
        return OPTIONS.containsKey(name);
    }

    boolean takes(String option) {
        return OPTIONS.getOrDefault(name, List.of()).contains(option);
    }

    void option(String option, Words words) throws ParameterException {
        boolean flag = option.startsWith("--random")
                || option.equals("--persistent")
                || option.equals("--notrack")
                || option.equals("--save-mark")
                || option.equals("--restore-mark")
                || option.startsWith("--log-tcp")
                || option.startsWith("--log-ip")
                || option.equals("--clamp-mss-to-pmtu")
                || option.equals("--checksum-fill")
                || option.equals("--queue-bypass")
                || option.equals("--queue-cpu-fanout")
                || option.equals("--log-macdecode")
                || option.equals("--log-uid");
        if (given.put(option, flag ? "" : words.argument(option)) != null) {
            throw ParameterException.problem(name + ": option \"" + option + "\" can only be used once.\n");
        }
    }

    Extension build(int protocol) throws ParameterException {
        return switch (name) {
            case "REJECT" -> reject();
            case "LOG" -> log();
            case "NFLOG" -> netlinkLog();
            case "MASQUERADE", "REDIRECT" -> ports(protocol);
            case "SNAT", "DNAT" -> nat(protocol);
            case "MARK" -> mark();
            case "CONNMARK" -> connmark();
            case "TTL", "DSCP", "TOS", "TCPMSS", "NETMAP" -> new PacketTargets(name, given).build(protocol);
            case "TRACE", "CLASSIFY", "CHECKSUM", "NFQUEUE" -> new RarerTargets(name, given).build();
            default -> {
                boolean ct = name.equals("CT");
                yield simple(
                        ct ? "CT notrack" : "NOTRACK",
                        ct ? "--notrack" : "",
                        new ExtensionStatement(List.of(new NotrackStatement()), false, "notrack"));
            }
        };
    }

    private Extension simple(String list, String save, Statement statement) {
        String shown = list.equals("NOTRACK") ? "" : " " + list;
        return new Extension(name, save, shown, shown, List.of(statement));
    }

    private Extension reject() throws ParameterException {
        String with = given.getOrDefault("--reject-with", "icmp-port-unreachable");
        String list = "reject-with " + with;
        if (with.equals("tcp-reset") || with.equals("tcp-rst")) {
            return simple(
                    "reject-with tcp-reset",
                    "--reject-with tcp-reset",
                    compatible(new RejectStatement(true, 0, " with tcp reset")));
        }
        String word = REJECTS.get(with);
        if (word == null) {
            throw ParameterException.problem("unknown reject type \"" + with + "\"");
        }
        int code = (int) DataType.ICMP_CODE.symbol(word).orElse(3);
        String written = code == 3 ? "" : " with icmp type " + word;
        return simple(list, "--reject-with " + with, compatible(new RejectStatement(false, code, written)));
    }

    private Extension netlinkLog() {
        String prefix = given.getOrDefault("--nflog-prefix", "");
        String group = given.getOrDefault("--nflog-group", "0");
        String numbered = group.equals("0") && !given.containsKey("--nflog-group") ? "" : "nflog-group " + group;
        String plain = prefix.matches("[A-Za-z0-9_.,:/-]+") ? prefix : '"' + prefix + '"';
        return simple(
                (prefix.isEmpty() ? "" : "nflog-prefix " + plain + " ") + numbered,
                (prefix.isEmpty() ? "" : "--nflog-prefix " + plain + " ") + (numbered.isEmpty() ? "" : "--" + numbered),
                new LogStatement((prefix.isEmpty() ? "" : " prefix \"" + prefix + '"') + " group " + group));
    }

    private Extension log() throws ParameterException {
        String prefix = given.getOrDefault("--log-prefix", "");
        String level = given.getOrDefault("--log-level", "4");
        int number = level.matches("[0-7]")
                ? Integer.parseInt(level)
                : level.equals("warning") ? 4 : LEVELS.indexOf(level.toLowerCase(Locale.ROOT));
        if (number < 0) {
            throw ParameterException.problem("log-level `" + level + "' unknown");
        }
        int flags = (given.containsKey("--log-tcp-sequence") ? 1 : 0)
                | (given.containsKey("--log-tcp-options") ? 2 : 0)
                | (given.containsKey("--log-ip-options") ? 4 : 0)
                | (given.containsKey("--log-uid") ? 8 : 0)
                | (given.containsKey("--log-macdecode") ? MAC_DECODE : 0);
        String quoted = prefix.matches("[A-Za-z0-9_.,:/-]+") ? prefix : "\"" + prefix + "\"";
        StringBuilder save = new StringBuilder();
        save.append(prefix.isEmpty() ? "" : " --log-prefix " + quoted);
        save.append(number == 4 ? "" : " --log-level " + number);
        StringBuilder words = new StringBuilder();
        StringBuilder nft = new StringBuilder();
        List<String> options = List.of("tcp-sequence", "tcp-options", "ip-options", "uid", "macdecode");
        List<String> nftWords = List.of("tcp sequence", "tcp options", "ip options", "skuid", "ether");
        for (int i = 0; i < options.size(); i++) {
            int bit = i == 4 ? MAC_DECODE : 1 << i;
            if ((flags & bit) != 0) {
                save.append(" --log-").append(options.get(i));
                words.append(' ').append(options.get(i));
                boolean joined = i == 1 && (flags & 1) != 0;
                nft.append(joined ? ",options" : " flags " + nftWords.get(i));
            }
        }
        String shownPrefix = prefix.isEmpty() ? "" : " prefix \"" + prefix + "\"";
        String numeric = " LOG flags " + flags + " level " + number + shownPrefix;
        String named = " LOG level " + LEVELS.get(number) + words + shownPrefix;
        Statement statement = new LogStatement(shownPrefix + (number == 4 ? "" : " level " + LEVELS.get(number)) + nft);
        return new Extension(name, save.toString().trim(), numeric, named, List.of(compatible(statement)));
    }

    private String flagWords() {
        StringBuilder words = new StringBuilder();
        for (String flag : List.of("--random", "--random-fully", "--persistent")) {
            words.append(given.containsKey(flag) ? " " + flag : "");
        }
        return words.toString();
    }

    private String nftFlags() {
        String words = flagWords()
                .trim()
                .replace("--random-fully", "fully-random")
                .replace("--", "")
                .replace(' ', ',');
        return words.isEmpty() ? "" : " " + words;
    }

    private NatRange range(Ipv4Address first, Ipv4Address last, boolean hasAddress, Ports.@Nullable Range ports) {
        return new NatRange(
                hasAddress,
                first,
                last,
                ports != null,
                ports == null ? 0 : ports.low(),
                ports == null ? 0 : ports.high(),
                given.containsKey("--random"),
                given.containsKey("--random-fully"),
                given.containsKey("--persistent"));
    }

    private static boolean hasPorts(int protocol) {
        return protocol == 1 || protocol == 6 || protocol == 17 || protocol == 132 || protocol == 33;
    }

    /** A statement that nf_tables does by the code of iptables. */
    private static Statement compatible(Statement statement) {
        return new ExtensionStatement(List.of(statement), false, statement.text(TextStyle.PLAIN));
    }

    private Extension ports(int protocol) throws ParameterException {
        String text = given.getOrDefault("--to-ports", given.getOrDefault("--to-port", ""));
        boolean redirect = name.equals("REDIRECT");
        Ports.Range ports = text.isEmpty() ? null : Ports.Range.parse(text, '-');
        if (ports != null && !hasPorts(protocol)) {
            throw ParameterException.problem("Need TCP, UDP, SCTP or DCCP with port specification");
        }
        String save = (text.isEmpty() ? "" : " --to-ports " + text) + flagWords();
        String list = (text.isEmpty() ? "" : (redirect ? " redir ports " : " masq ports: ") + text)
                + flagWords().replace("--", "");
        NatStatement.Kind kind = redirect ? NatStatement.Kind.REDIRECT : NatStatement.Kind.MASQUERADE;
        Statement statement = new NatStatement(
                kind,
                range(Ipv4Address.ANY, Ipv4Address.ANY, false, ports),
                null,
                (text.isEmpty() ? "" : " to :" + text) + nftFlags());
        return new Extension(name, save.trim(), list, list, List.of(compatible(statement)));
    }

    private Extension nat(int protocol) throws ParameterException {
        boolean source = name.equals("SNAT");
        String option = source ? "--to-source" : "--to-destination";
        String text = given.getOrDefault(option, given.getOrDefault("--to", ""));
        if (text.isEmpty()) {
            throw ParameterException.problem(name + ": option \"" + option + "\" must be specified\n");
        }
        int colon = text.indexOf(':');
        String addresses = colon < 0 ? text : text.substring(0, colon);
        Ports.Range ports = colon < 0 ? null : Ports.Range.parse(text.substring(colon + 1), '-');
        if (ports != null && !hasPorts(protocol)) {
            throw ParameterException.problem("Need TCP, UDP, SCTP or DCCP with port specification");
        }
        String[] ends = addresses.split("-");
        Optional<Ipv4Address> first = addresses.isEmpty() ? Optional.of(Ipv4Address.ANY) : Ipv4Address.parse(ends[0]);
        Optional<Ipv4Address> last =
                addresses.isEmpty() ? Optional.of(Ipv4Address.ANY) : Ipv4Address.parse(ends[ends.length - 1]);
        if (first.isEmpty() || last.isEmpty()) {
            throw ParameterException.problem("Bad IP address \"" + addresses + "\"\n");
        }
        NatStatement.Kind kind = source ? NatStatement.Kind.SNAT : NatStatement.Kind.DNAT;
        Statement statement = new NatStatement(
                kind, range(first.get(), last.get(), !addresses.isEmpty(), ports), null, " to " + text + nftFlags());
        String list = " to:" + text + flagWords().replace("--", "");
        return new Extension(name, option + " " + text + flagWords(), list, list, List.of(compatible(statement)));
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    private Extension mark() throws ParameterException {
        if (given.isEmpty()) {
            throw ParameterException.problem("MARK target: no option specified\n");
        }
        String option = given.keySet().iterator().next();
        String[] parts = given.getOrDefault(option, "").split("/", 2);
        boolean alone = option.endsWith("or-mark") || option.endsWith("and-mark");
        long value = alone
                ? OptionNumber.read(name, option, given.getOrDefault(option, ""), 0, ALL_BITS)
                : OptionNumber.readMark(name, option, parts[0]);
        long mask = parts.length > 1 && !alone ? OptionNumber.readMark(name, option, parts[1]) : ALL_BITS;
        switch (option) {
            case "--set-mark" -> mask |= value;
            case "--and-mark" -> {
                mask = ~value & ALL_BITS;
                value = 0;
            }
            case "--or-mark" -> mask = value;
            case "--xor-mark" -> mask = 0;
            default -> {}
        }
        Operand operand = combined(new Operand.Selected(MetaKey.MARK), value, mask);
        String list = " MARK " + markWords(value, mask);
        String nft = value == 0 && mask != ALL_BITS && mask != 0
                ? "mark and " + hex(~mask & ALL_BITS)
                : mask == ALL_BITS
                        ? hex(value)
                        : mask == value
                                ? "mark or " + hex(value)
                                : mask == 0
                                        ? "mark xor " + hex(value)
                                        : "mark and " + hex(~mask & ALL_BITS) + " xor " + hex(value);
        Statement statement = new ExtensionStatement(
                List.of(new AssignStatement(MetaKey.MARK, operand)), false, "meta mark set " + nft);
        return new Extension(name, "--set-xmark " + hex(value) + "/" + hex(mask), list, list, List.of(statement));
    }

    private static Operand combined(Operand old, long value, long mask) {
        return mask == ALL_BITS
                ? new Operand.Constant(Value.of(value))
                : new Operand.Combined(new Operand.Combined(old, '&', ~mask & ALL_BITS), '^', value);
    }

    private static String markWords(long value, long mask) {
        if (value == 0 && mask != ALL_BITS) {
            return "and " + hex(~mask & ALL_BITS);
        }
        if (value == mask) {
            return "or " + hex(value);
        }
        if (mask == 0) {
            return "xor " + hex(value);
        }
        return mask == ALL_BITS ? "set " + hex(value) : "xset " + hex(value) + "/" + hex(mask);
    }

    private Extension connmark() throws ParameterException {
        boolean save = given.containsKey("--save-mark");
        boolean restore = given.containsKey("--restore-mark");
        if (save || restore) {
            long nf = given.containsKey("--nfmask")
                    ? OptionNumber.readMark(name, "--nfmask", given.getOrDefault("--nfmask", ""))
                    : ALL_BITS;
            long ct = given.containsKey("--ctmask")
                    ? OptionNumber.readMark(name, "--ctmask", given.getOrDefault("--ctmask", ""))
                    : ALL_BITS;
            Statement statement = new MarkTransfer(save, (int) nf, (int) ct);
            boolean whole = nf == ALL_BITS && ct == ALL_BITS;
            String masked = whole ? "" : nf == ct ? " and " + hex(nf) : "";
            String nft = !masked.isEmpty() || whole
                    ? (save ? "ct mark set mark" : "meta mark set ct mark") + masked
                    : "xt target CONNMARK";
            String mask = whole ? "" : nf == ct ? " mask " + hex(nf) : " nfmask " + hex(nf) + " ctmask ~" + hex(ct);
            String list = " CONNMARK " + (save ? "save" : "restore") + mask;
            return new Extension(
                    name,
                    (save ? "--save-mark" : "--restore-mark") + " --nfmask " + hex(nf) + " --ctmask " + hex(ct),
                    list,
                    list,
                    List.of(new ExtensionStatement(List.of(statement), false, nft)));
        }
        String option =
                given.isEmpty() ? "--set-mark" : given.keySet().iterator().next();
        long value = OptionNumber.readMark(
                name, option, given.getOrDefault(option, "0").split("/", 2)[0]);
        Statement statement = new AssignStatement(CtKey.MARK, new Operand.Constant(Value.of(value)));
        String list = " CONNMARK set " + hex(value);
        return new Extension(
                name,
                "--set-xmark " + hex(value) + "/0xffffffff",
                list,
                list,
                List.of(new ExtensionStatement(List.of(statement), false, "ct mark set " + hex(value))));
    }
}
