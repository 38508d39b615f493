package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.ExtensionStatement;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TcpOption;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A match while its options are being read; {@link #build} makes of it what it does and how it is written. */
final class Matches extends MatchOptions {

    private static final Map<String, List<String>> OPTIONS = Map.ofEntries(
            Map.entry(
                    "tcp",
                    List.of(
                            "--sport",
                            "--source-port",
                            "--dport",
                            "--destination-port",
                            "--syn",
                            "--tcp-flags",
                            "--tcp-option")),
            Map.entry("udp", List.of("--sport", "--source-port", "--dport", "--destination-port")),
            Map.entry("icmp", List.of("--icmp-type")),
            Map.entry("conntrack", ConnectionMatch.OPTIONS),
            Map.entry("state", List.of("--state")),
            Map.entry("addrtype", List.of("--src-type", "--dst-type", "--limit-iface-in", "--limit-iface-out")),
            Map.entry("multiport", List.of("--sports", "--source-ports", "--dports", "--destination-ports", "--ports")),
            Map.entry("comment", List.of("--comment")),
            Map.entry("limit", List.of("--limit", "--limit-burst")),
            Map.entry("mark", List.of("--mark")),
            Map.entry("connmark", List.of("--mark")),
            Map.entry("statistic", List.of("--mode", "--probability", "--every", "--packet")),
            Map.entry("ttl", List.of("--ttl-eq", "--ttl-lt", "--ttl-gt", "--ttl")),
            Map.entry("length", List.of("--length")),
            Map.entry(
                    "physdev",
                    List.of(
                            "--physdev-in",
                            "--physdev-out",
                            "--physdev-is-in",
                            "--physdev-is-out",
                            "--physdev-is-bridged")),
            Map.entry("recent", RecentMatch.OPTIONS),
            Map.entry("connlimit", LimitMatches.CONNECTIONS),
            Map.entry("hashlimit", LimitMatches.HASHED),
            Map.entry("owner", List.of("--uid-owner", "--gid-owner", "--socket-exists")),
            Map.entry("set", List.of("--match-set")),
            Map.entry("tos", List.of("--tos")),
            Map.entry("dscp", List.of("--dscp", "--dscp-class")),
            Map.entry("pkttype", List.of("--pkt-type")),
            Map.entry("iprange", List.of("--src-range", "--dst-range")),
            Map.entry("mac", List.of("--mac-source")),
            Map.entry("quota", List.of("--quota")),
            Map.entry("string", RarerMatches.STRING),
            Map.entry("rpfilter", RarerMatches.REVERSE_PATH),
            Map.entry("helper", List.of("--helper")));

    private static final Map<String, String> LONG = Map.of(
            "--sport", "--source-port",
            "--dport", "--destination-port",
            "--sports", "--source-ports",
            "--dports", "--destination-ports");

    private static final int MOST_PORTS = 15;

    private static final List<String> STATES =
            List.of("INVALID", "NEW", "RELATED", "ESTABLISHED", "UNTRACKED", "SNAT", "DNAT");

    Matches(String name) {
        super(name);
    }

    static boolean isKnown(String name) {
        return OPTIONS.containsKey(name) || HeaderMatches.OPTIONS.containsKey(name) || name.equals("time");
    }

    String name() {
        return name;
    }

    boolean takes(String option) {
        List<String> rarer =
                name.equals("time") ? TimeMatch.OPTIONS : HeaderMatches.OPTIONS.getOrDefault(name, List.of());
        return OPTIONS.getOrDefault(name, rarer).contains(option);
    }

    void option(String option, boolean not, Words words) throws ParameterException {
        String canonical = switch (option) {
            case "--source-port" -> "--sport";
            case "--destination-port" -> "--dport";
            case "--source-ports" -> "--sports";
            case "--destination-ports" -> "--dports";
            case "--ttl" -> "--ttl-eq";
            default -> option;
        };
        String value;
        switch (canonical) {
            case "--syn" -> {
                canonical = "--tcp-flags";
                value = "FIN,SYN,RST,ACK SYN";
            }
            case "--tcp-flags" -> value = words.argument(option) + " " + second(words);
            case "--limit-iface-in",
                    "--limit-iface-out",
                    "--physdev-is-in",
                    "--physdev-is-out",
                    "--physdev-is-bridged",
                    "--set",
                    "--rcheck",
                    "--update",
                    "--remove",
                    "--reap",
                    "--rttl",
                    "--rsource",
                    "--rdest",
                    "--connlimit-saddr",
                    "--connlimit-daddr",
                    "--socket-exists",
                    "--icase",
                    "--loose",
                    "--validmark",
                    "--accept-local",
                    "--ecn-tcp-cwr",
                    "--ecn-tcp-ece",
                    "--contiguous",
                    "--kerneltz",
                    "--invert" -> value = "";
            case "--match-set" -> value = words.argument(option) + " " + words.argument(option);
            default -> value = words.argument(option);
        }
        if (given.containsKey(canonical)) {
            throw twice(canonical);
        }
        given.put(canonical, value);
        inverted.put(canonical, not);
    }

    private ParameterException twice(String option) {
        String known = LONG.getOrDefault(option, option);
        if (!name.equals("tcp")) {
            return ParameterException.problem(name + ": option \"" + known + "\" can only be used once.\n");
        }
        return ParameterException.problem(
                option.equals("--tcp-flags")
                        ? "Only one of `--syn' or `--tcp-flags'  allowed"
                        : "Only one `" + known + "' allowed");
    }

    private static String second(Words words) throws ParameterException {
        if (!words.hasOperand()) {
            throw ParameterException.problem("--tcp-flags requires two args.");
        }
        return words.next();
    }

    Extension build(Namespace namespace, int protocol) throws ParameterException {
        return switch (name) {
            case "tcp", "udp" -> transport().inRuleOf(protocol);
            case "icmp" -> icmp();
            case "conntrack" -> conntrack();
            case "state" -> state("--state", "state");
            case "addrtype" -> new AddressTypeMatch(this).build(namespace);
            case "recent" -> new RecentMatch(this).build(namespace);
            case "connlimit", "hashlimit" -> new LimitMatches(this).build();
            case "owner" -> new OwnerMatch(this).build();
            case "set" -> throw SetMatch.refusal(this);
            case "tos", "dscp" -> new ServiceMatches(this).build();
            case "quota", "string", "rpfilter", "helper" -> new RarerMatches(this).build();
            case "ah", "esp", "cpu", "sctp", "dccp", "devgroup", "ecn", "realm", "tcpmss", "connbytes" ->
                new HeaderMatches(this).build();
            case "time" -> new TimeMatch(this).build();
            case "multiport" -> multiport(namespace, protocol);
            case "physdev" -> new PhysdevMatch(this).build();
            default -> new PacketMatches(this).build(namespace);
        };
    }

    /** The state alone is written as it always was. */
    private Extension conntrack() throws ParameterException {
        boolean onlyState = given.isEmpty() || given.size() == 1 && given.containsKey("--ctstate");
        if (onlyState) {
            return state("--ctstate", "ctstate");
        }
        Optional<Extension> state =
                given.containsKey("--ctstate") ? Optional.of(state("--ctstate", "ctstate")) : Optional.empty();
        return new ConnectionMatch(this).build(state);
    }

    private Extension transport() throws ParameterException {
        StringBuilder save = new StringBuilder();
        StringBuilder numeric = new StringBuilder();
        StringBuilder named = new StringBuilder();
        List<Statement> statements = new ArrayList<>();
        boolean udp = name.equals("udp");
        for (String option : List.of("--sport", "--dport")) {
            if (given.containsKey(option)) {
                Ports.Range range = Ports.Range.parse(given.get(option), ':');
                save.append(save.isEmpty() ? "" : " ")
                        .append(bang(option))
                        .append(option)
                        .append(' ')
                        .append(range.text(':'));
                String word = (option.equals("--sport") ? " spt" : " dpt")
                        + (range.isOne() ? ":" : "s:")
                        + (not(option) ? "!" : "");
                numeric.append(word).append(range.text(':'));
                named.append(word).append(range.named(udp));
                HeaderField field = HeaderField.of(name, option.substring(2)).orElseThrow();
                statements.add(new Comparison(field, operator(option), 0, Value.range(range.low(), range.high())));
            }
        }
        if (given.containsKey("--tcp-option")) {
            int kind = (int) OptionNumber.read(name, "--tcp-option", given.get("--tcp-option"), 1, 255);
            save.append(save.isEmpty() ? "" : " ")
                    .append(bang("--tcp-option"))
                    .append("--tcp-option ")
                    .append(kind);
            String shown = " option=" + (not("--tcp-option") ? "!" : "") + kind;
            numeric.append(shown);
            named.append(shown);
            statements.add(new Comparison(
                    TcpOption.presence(Integer.toString(kind), kind), operator("--tcp-option"), 0, Value.of(1)));
        }
        if (given.containsKey("--tcp-flags")) {
            String[] parts = given.get("--tcp-flags").split(" ", 2);
            int mask = flags(parts[0]);
            int value = flags(parts[1]);
            save.append(save.isEmpty() ? "" : " ").append(bang("--tcp-flags")).append("--tcp-flags ");
            save.append(flagNames(mask)).append(' ').append(flagNames(value));
            String sign = not("--tcp-flags") ? "!" : "";
            numeric.append(String.format(Locale.ROOT, " flags:%s0x%02X/0x%02X", sign, mask, value));
            named.append(" flags:")
                    .append(sign)
                    .append(flagNames(mask))
                    .append('/')
                    .append(flagNames(value));
            statements.add(0, new Comparison(HeaderField.TCP_FLAGS, operator("--tcp-flags"), mask, Value.of(value)));
        }
        return new Extension(
                name,
                save.toString(),
                " " + name + numeric,
                " " + name + named,
                statements.isEmpty() ? extension("") : statements);
    }

    private static int flags(String text) throws ParameterException {
        int flags = 0;
        for (String word : text.split(",")) {
            switch (word.toUpperCase(Locale.ROOT)) {
                case "ALL" -> flags |= 0x3f;
                case "NONE", "" -> flags |= 0;
                default -> {
                    int at = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG").indexOf(word.toUpperCase(Locale.ROOT));
                    if (at < 0) {
                        throw ParameterException.problem("Unknown TCP flag `" + word + "'");
                    }
                    flags |= 1 << at;
                }
            }
        }
        return flags;
    }

    private static String flagNames(int flags) {
        List<String> names = new ArrayList<>();
        List<String> all = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG");
        for (int i = 0; i < all.size(); i++) {
            if ((flags & 1 << i) != 0) {
                names.add(all.get(i));
            }
        }
        return names.isEmpty() ? "NONE" : String.join(",", names);
    }

    private Extension icmp() throws ParameterException {
        IcmpTypes type = IcmpTypes.parse(given.getOrDefault("--icmp-type", "any"));
        boolean not = not("--icmp-type");
        List<Statement> parts = new ArrayList<>();
        if (type.type() != IcmpTypes.ANY) {
            parts.add(new Comparison(HeaderField.ICMP_TYPE, Comparison.Operator.IMPLICIT, 0, Value.of(type.type())));
        }
        if (type.code() != IcmpTypes.ANY_CODE) {
            parts.add(new Comparison(HeaderField.ICMP_CODE, Comparison.Operator.IMPLICIT, 0, Value.of(type.code())));
        }
        String translation = type.type() == IcmpTypes.ANY
                ? "ip protocol icmp"
                : type.code() != IcmpTypes.ANY_CODE
                        ? "xt match icmp"
                        : "icmp type " + (not ? "!= " : "") + DataType.ICMP_TYPE.text(type.type(), TextStyle.PLAIN);
        return new Extension(
                name,
                bang("--icmp-type") + "--icmp-type " + type.save(),
                not ? type.numeric().replace(" icmptype ", " icmp !type ") : type.numeric(),
                not ? type.named().replace(" icmp ", " icmp !") : type.named(),
                List.of(new ExtensionStatement(parts, not, translation)));
    }

    private Extension state(String option, String word) throws ParameterException {
        long states = 0;
        long status = 0;
        List<String> names = new ArrayList<>();
        if (given.isEmpty()) {
            throw ParameterException.problem(
                    name.equals("state")
                            ? "state: option \"--state\" must be specified\n"
                            : "conntrack: At least one option is required");
        }
        List<String> asked = List.of(given.getOrDefault(option, "").split(","));
        for (String state : asked) {
            if (!STATES.contains(state.toUpperCase(Locale.ROOT))) {
                throw ParameterException.problem("Bad " + word + " \"" + state + "\"");
            }
        }
        for (String state : STATES) {
            if (asked.stream().anyMatch(state::equalsIgnoreCase)) {
                names.add(state);
                states |=
                        DataType.CT_STATE.symbol(state.toLowerCase(Locale.ROOT)).orElse(0);
                if (state.endsWith("NAT")) {
                    status |= DataType.CT_STATUS
                            .symbol(state.toLowerCase(Locale.ROOT))
                            .orElse(0);
                }
            }
        }
        String list = String.join(",", names);
        boolean ofStatus = states == 0;
        Comparison test = new Comparison(
                ofStatus ? CtKey.STATUS : CtKey.STATE,
                not(option) ? Comparison.Operator.NO_FLAG : Comparison.Operator.ANY_FLAG,
                0,
                Value.of(ofStatus ? status : states));
        String key = ofStatus ? "ct status " : "ct state ";
        String text = " " + (not(option) ? "! " : "") + word + " " + list;
        return new Extension(
                name,
                bang(option) + option + " " + list,
                text,
                text,
                extension(key + (not(option) ? "! " : "") + list.toLowerCase(Locale.ROOT), test));
    }

    private Extension multiport(Namespace namespace, int protocol) throws ParameterException {
        if (!Set.of(6, 17, 136, 132, 33).contains(protocol)) {
            throw ParameterException.problem(
                    "multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'");
        }
        String option = given.keySet().stream()
                .findFirst()
                .orElseThrow(() -> ParameterException.problem("multiport expection an option"));
        if (given.getOrDefault(option, "").split("[,:]").length > MOST_PORTS) {
            throw ParameterException.problem("too many ports specified");
        }
        boolean udp = protocol == 17;
        String header = udp ? "udp" : "tcp";
        List<String> numeric = new ArrayList<>();
        List<String> named = new ArrayList<>();
        List<String> translated = new ArrayList<>();
        List<NftSet.Element> elements = new ArrayList<>();
        for (String word : given.getOrDefault(option, "").split(",")) {
            Ports.Range range = Ports.Range.parse(word, ':');
            numeric.add(range.text(':'));
            named.add(range.named(udp));
            translated.add(range.text('-'));
            elements.add(new NftSet.Element(List.of(Value.range(range.low(), range.high())), null, null, 0, 0, ""));
        }
        NftSet set = new NftSet(namespace.net().machine(), "", List.of(DataType.INET_SERVICE), null);
        set.replaceAll(elements);
        boolean both = option.equals("--ports");
        boolean not = not(option);
        List<Statement> parts = new ArrayList<>();
        if (!both) {
            HeaderField field = HeaderField.of(header, option.equals("--sports") ? "sport" : "dport")
                    .orElseThrow();
            parts.add(new SetLookup(List.<Selector>of(field), not, set));
        } else {
            parts.add(new EitherPort(header, set, not));
        }
        String members = translated.size() == 1 ? translated.get(0) : "{ " + String.join(", ", translated) + " }";
        String key = header + (option.equals("--sports") ? " sport" : " dport");
        String translation = both ? EitherPort.translation(header, translated) : key + (not ? " != " : " ") + members;
        String word = " multiport " + option.substring(2) + " " + (not ? " !" : "");
        return new Extension(
                name,
                bang(option) + option + " " + String.join(",", numeric),
                word + String.join(",", numeric),
                word + String.join(",", named),
                List.of(new ExtensionStatement(parts, false, translation)));
    }
}
