package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.ExtensionStatement;
import dev.vethlab.kernel.netfilter.nftables.FibSelector;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.LimitStatement;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.NumberSelector;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A match while its options are being read; {@link #build} makes of it what it does and how it is written. */
final class Matches {

    private static final Map<String, List<String>> OPTIONS = Map.ofEntries(
            Map.entry("tcp", List.of("--sport", "--source-port", "--dport", "--destination-port", "--syn", "--tcp-flags")),
            Map.entry("udp", List.of("--sport", "--source-port", "--dport", "--destination-port")),
            Map.entry("icmp", List.of("--icmp-type")),
            Map.entry("conntrack", List.of("--ctstate")),
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
            Map.entry("pkttype", List.of("--pkt-type")),
            Map.entry("iprange", List.of("--src-range", "--dst-range")),
            Map.entry("mac", List.of("--mac-source")));

    private static final List<String> STATES =
            List.of("INVALID", "NEW", "RELATED", "ESTABLISHED", "UNTRACKED", "SNAT", "DNAT");

    private final String name;
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Map<String, Boolean> inverted = new LinkedHashMap<>();

    Matches(String name) {
        this.name = name;
    }

    static boolean isKnown(String name) {
        return OPTIONS.containsKey(name);
    }

    String name() {
        return name;
    }

    boolean takes(String option) {
        return OPTIONS.getOrDefault(name, List.of()).contains(option);
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
            case "--tcp-flags" -> value = words.argument(option) + " " + words.argument(option);
            case "--limit-iface-in", "--limit-iface-out" -> value = "";
            default -> value = words.argument(option);
        }
        given.put(canonical, value);
        inverted.put(canonical, not);
    }

    private String bang(String option) {
        return Boolean.TRUE.equals(inverted.get(option)) ? "! " : "";
    }

    private boolean not(String option) {
        return Boolean.TRUE.equals(inverted.get(option));
    }

    Extension build(Namespace namespace, int protocol) throws ParameterException {
        return switch (name) {
            case "tcp", "udp" -> transport();
            case "icmp" -> icmp();
            case "conntrack" -> state("--ctstate", "ctstate");
            case "state" -> state("--state", "state");
            case "addrtype" -> addressType(namespace);
            case "multiport" -> multiport(namespace, protocol);
            case "comment" -> comment();
            case "limit" -> limit(namespace);
            case "mark", "connmark" -> mark();
            case "statistic" -> statistic();
            case "ttl" -> ttl();
            case "length" -> length();
            case "pkttype" -> packetType();
            case "iprange" -> range();
            default -> mac();
        };
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
                save.append(save.isEmpty() ? "" : " ").append(bang(option)).append(option).append(' ').append(range.text(':'));
                String word = (option.equals("--sport") ? " spt" : " dpt") + (range.isOne() ? ":" : "s:")
                        + (not(option) ? "!" : "");
                numeric.append(word).append(range.text(':'));
                named.append(word).append(range.named(udp));
                HeaderField field = HeaderField.of(name, option.substring(2)).orElseThrow();
                statements.add(new Comparison(
                        field, operator(option), 0, Value.range(range.low(), range.high())));
            }
        }
        if (given.containsKey("--tcp-flags")) {
            String[] parts = given.get("--tcp-flags").split(" ");
            int mask = flags(parts[0]);
            int value = flags(parts[1]);
            save.append(save.isEmpty() ? "" : " ").append(bang("--tcp-flags")).append("--tcp-flags ");
            save.append(flagNames(mask)).append(' ').append(flagNames(value));
            String sign = not("--tcp-flags") ? "!" : "";
            numeric.append(String.format(Locale.ROOT, " flags:%s0x%02X/0x%02X", sign, mask, value));
            named.append(" flags:").append(sign).append(flagNames(mask)).append('/').append(flagNames(value));
            statements.add(new Comparison(HeaderField.TCP_FLAGS, operator("--tcp-flags"), mask, Value.of(value)));
        }
        return new Extension(
                name,
                save.toString(),
                " " + name + numeric,
                " " + name + named,
                statements.isEmpty() ? extension("") : statements);
    }

    private Comparison.Operator operator(String option) {
        return not(option) ? Comparison.Operator.NOT : Comparison.Operator.IMPLICIT;
    }

    private static int flags(String text) throws ParameterException {
        int flags = 0;
        for (String word : text.split(",")) {
            switch (word.toUpperCase(Locale.ROOT)) {
                case "ALL" -> flags |= 0x3f;
                case "NONE" -> flags |= 0;
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

    private static List<Statement> extension(String translation, Statement... parts) {
        return List.of(new ExtensionStatement(List.of(parts), false, translation));
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
                        : "icmp type " + (not ? "!= " : "")
                                + DataType.ICMP_TYPE.text(
                                        type.type(), TextStyle.PLAIN);
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
        List<String> asked = List.of(given.getOrDefault(option, "").split(","));
        for (String state : asked) {
            if (!STATES.contains(state.toUpperCase(Locale.ROOT))) {
                throw ParameterException.problem("Bad " + word + " \"" + state + "\"");
            }
        }
        for (String state : STATES) {
            if (asked.stream().anyMatch(state::equalsIgnoreCase)) {
                names.add(state);
                states |= DataType.CT_STATE.symbol(state.toLowerCase(Locale.ROOT)).orElse(0);
                if (state.endsWith("NAT")) {
                    status |= DataType.CT_STATUS.symbol(state.toLowerCase(Locale.ROOT)).orElse(0);
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

    private Extension addressType(Namespace namespace) throws ParameterException {
        StringBuilder save = new StringBuilder();
        StringBuilder list = new StringBuilder(" ADDRTYPE match");
        boolean in = given.containsKey("--limit-iface-in");
        boolean out = given.containsKey("--limit-iface-out");
        List<Statement> parts = new ArrayList<>();
        StringBuilder translation = new StringBuilder();
        for (String option : List.of("--src-type", "--dst-type")) {
            if (!given.containsKey(option)) {
                continue;
            }
            String types = given.get(option).toUpperCase(Locale.ROOT);
            save.append(save.isEmpty() ? "" : " ").append(bang(option)).append(option).append(' ').append(types);
            list.append(' ').append(option.substring(2)).append(' ').append(not(option) ? "!" : "").append(types);
            List<Statement> alternatives = new ArrayList<>();
            List<String> words = new ArrayList<>();
            FibSelector fib = new FibSelector(option.equals("--src-type"), in, out, false, "type");
            NftSet set = new NftSet(namespace.net().machine(), "", List.of(DataType.FIB_ADDRTYPE), null);
            for (String type : types.split(",")) {
                String word = type.toLowerCase(Locale.ROOT);
                long value = DataType.FIB_ADDRTYPE
                        .symbol(word)
                        .orElseThrow(() -> ParameterException.problem("addrtype: bad type `" + type + "'"));
                set.add(new NftSet.Element(List.of(Value.of(value)), null, null, 0, 0, ""));
                words.add(word);
            }
            alternatives.add(new SetLookup(List.<Selector>of(fib), not(option), set));
            parts.addAll(alternatives);
            String shown = words.size() == 1 ? words.get(0) : "{ " + String.join(", ", words) + " }";
            translation.append(translation.isEmpty() ? "" : " ");
            translation.append(fib.text(TextStyle.PLAIN));
            translation.append(not(option) ? " != " : " ").append(shown);
        }
        save.append(in ? " --limit-iface-in" : "").append(out ? " --limit-iface-out" : "");
        list.append(in ? " limit-in" : "").append(out ? " limit-out" : "");
        return new Extension(
                name,
                save.toString(),
                list.toString(),
                list.toString(),
                List.of(new ExtensionStatement(parts, false, translation.toString())));
    }

    private Extension multiport(Namespace namespace, int protocol) throws ParameterException {
        String option = given.keySet().iterator().next();
        boolean udp = protocol == 17;
        String header = udp ? "udp" : "tcp";
        List<String> numeric = new ArrayList<>();
        List<String> named = new ArrayList<>();
        List<String> translated = new ArrayList<>();
        List<NftSet.Element> elements = new ArrayList<>();
        for (String word : given.get(option).split(",")) {
            Ports.Range range = Ports.Range.parse(word, ':');
            numeric.add(range.text(':'));
            named.add(range.named(udp));
            translated.add(range.text('-'));
            elements.add(new NftSet.Element(
                    List.of(Value.range(range.low(), range.high())), null, null, 0, 0, ""));
        }
        NftSet set = new NftSet(namespace.net().machine(), "", List.of(DataType.INET_SERVICE), null);
        set.replaceAll(elements);
        boolean both = option.equals("--ports");
        boolean not = not(option);
        List<Statement> parts = new ArrayList<>();
        if (!both) {
            HeaderField field =
                    HeaderField.of(header, option.equals("--sports") ? "sport" : "dport").orElseThrow();
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

    private Extension comment() {
        String text = given.getOrDefault("--comment", "");
        boolean plain = text.matches("[A-Za-z0-9_.,:/-]+");
        String quoted = plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return new Extension(
                name, "--comment " + quoted, " /* " + text + " */", " /* " + text + " */", extension(""));
    }

    private Extension limit(Namespace namespace) throws ParameterException {
        String text = given.getOrDefault("--limit", "3/hour");
        String[] parts = text.split("/", 2);
        String unit = parts.length == 1 || parts[1].isEmpty() ? "s" : parts[1].substring(0, 1);
        String word = switch (unit) {
            case "m" -> "minute";
            case "h" -> "hour";
            case "d" -> "day";
            default -> "second";
        };
        String brief = word.equals("second") ? "sec" : word.equals("minute") ? "min" : word;
        if (!parts[0].matches("[1-9]\\d{0,8}")) {
            throw ParameterException.problem("bad rate \"" + text + "\"'");
        }
        long burst = Long.parseLong(given.getOrDefault("--limit-burst", "5"));
        String save = "--limit " + parts[0] + "/" + brief + (burst == 5 ? "" : " --limit-burst " + burst);
        String list = " limit: avg " + parts[0] + "/" + brief + " burst " + burst;
        LimitStatement limit = new LimitStatement(
                Long.parseLong(parts[0]), word, burst, false, false, namespace.net().machine().nowNs());
        return new Extension(name, save, list, list, List.of(limit));
    }

    private Extension mark() throws ParameterException {
        String[] parts = given.getOrDefault("--mark", "0").split("/");
        boolean ct = name.equals("connmark");
        long value;
        long mask;
        try {
            value = Long.decode(parts[0]);
            mask = parts.length > 1 ? Long.decode(parts[1]) : 0xffff_ffffL;
        } catch (NumberFormatException bad) {
            throw ParameterException.problem(name + ": bad value for option \"--mark\", or out of range (0-4294967295).");
        }
        String number = "0x" + Long.toHexString(value);
        String full = mask == 0xffff_ffffL ? number : number + "/0x" + Long.toHexString(mask);
        String list = (ct ? " connmark match " : " mark match") + (not("--mark") ? " !" : "") + " " + full;
        Comparison test = new Comparison(
                ct ? CtKey.MARK : MetaKey.MARK, operator("--mark"), mask == 0xffff_ffffL ? 0 : mask, Value.of(value));
        List<Statement> statements = ct
                ? extension("ct mark " + (mask == 0xffff_ffffL ? "" : "and 0x" + Long.toHexString(mask) + " == ")
                        + (not("--mark") ? "!= " : "") + number, test)
                : List.of(test);
        return new Extension(name, bang("--mark") + "--mark " + full, list, list, statements);
    }

    private Extension statistic() {
        if (given.getOrDefault("--mode", "random").equals("random")) {
            double probability = Double.parseDouble(given.getOrDefault("--probability", "0"));
            String shown = String.format(Locale.ROOT, "%.11f", probability);
            long limit = (long) (probability * 0x8000_0000L);
            Comparison test = new Comparison(
                    MetaKey.RANDOM, Comparison.Operator.LESS, 0x7fff_ffffL, Value.of(limit));
            String list = " statistic mode random probability " + shown;
            return new Extension(
                    name,
                    "--mode random --probability " + shown,
                    list,
                    list,
                    extension("meta random & 2147483647 < " + limit, test));
        }
        long every = Long.parseLong(given.getOrDefault("--every", "1"));
        long packet = Long.parseLong(given.getOrDefault("--packet", "0"));
        Comparison test = new Comparison(
                new NumberSelector(false, every), Comparison.Operator.IMPLICIT, 0, Value.of(packet));
        String list = " statistic mode nth every " + every + (packet == 0 ? "" : " packet " + packet);
        return new Extension(
                name,
                "--mode nth --every " + every + " --packet " + packet,
                list,
                list,
                extension("numgen inc mod " + every + " " + packet, test));
    }

    private Extension ttl() {
        String option = given.keySet().iterator().next();
        String value = given.get(option);
        boolean equal = option.equals("--ttl-eq");
        boolean less = option.equals("--ttl-lt");
        Comparison.Operator operator =
                equal ? operator(option) : less ? Comparison.Operator.LESS : Comparison.Operator.GREATER;
        String sign = equal ? (not(option) ? "!=" : "==") : less ? "<" : ">";
        String list = " TTL match TTL " + sign + " " + value;
        String translation = "ip ttl " + (sign.equals("==") ? "" : sign + " ") + value;
        return new Extension(
                name,
                bang(option) + option + " " + value,
                list,
                list,
                extension(translation, new Comparison(HeaderField.IP_TTL, operator, 0, Value.of(Long.parseLong(value)))));
    }

    private Extension length() throws ParameterException {
        Ports.Range range = Ports.Range.parse(given.getOrDefault("--length", "0"), ':');
        String list = " length " + (not("--length") ? "!" : "") + range.text(':');
        Comparison test = new Comparison(
                MetaKey.LENGTH, operator("--length"), 0, Value.range(range.low(), range.high()));
        return new Extension(
                name,
                bang("--length") + "--length " + range.text(':'),
                list,
                list,
                extension("meta length " + (not("--length") ? "!= " : "") + range.text('-'), test));
    }

    private Extension packetType() throws ParameterException {
        String type = given.getOrDefault("--pkt-type", "unicast");
        long value = DataType.PKT_TYPE
                .symbol(type)
                .orElseThrow(() -> ParameterException.problem("Bad packet type '" + type + "'"));
        String list = " PKTTYPE " + (not("--pkt-type") ? "!= " : "= ") + type;
        Comparison test = new Comparison(MetaKey.PKTTYPE, operator("--pkt-type"), 0, Value.of(value));
        return new Extension(
                name,
                bang("--pkt-type") + "--pkt-type " + type,
                list,
                list,
                extension("pkttype " + (not("--pkt-type") ? "!= " : "") + type, test));
    }

    private Extension range() throws ParameterException {
        StringBuilder save = new StringBuilder();
        StringBuilder list = new StringBuilder();
        StringBuilder translation = new StringBuilder();
        List<Statement> parts = new ArrayList<>();
        for (String option : List.of("--src-range", "--dst-range")) {
            if (given.containsKey(option)) {
                boolean source = option.equals("--src-range");
                String[] ends = given.get(option).split("-");
                Optional<Ipv4Address> low = Ipv4Address.parse(ends[0]);
                Optional<Ipv4Address> high = Ipv4Address.parse(ends[ends.length - 1]);
                if (low.isEmpty() || high.isEmpty()) {
                    throw ParameterException.problem("iprange: Bad IP address \"" + given.get(option) + "\"");
                }
                String shown = low.get() + "-" + high.get();
                save.append(save.isEmpty() ? "" : " ").append(bang(option)).append(option).append(' ').append(shown);
                list.append(source ? " source" : " destination").append(" IP range ");
                list.append(not(option) ? "! " : "").append(shown);
                translation.append(translation.isEmpty() ? "" : " ").append(source ? "ip saddr " : "ip daddr ");
                translation.append(not(option) ? "!= " : "").append(shown);
                parts.add(new Comparison(
                        source ? HeaderField.IP_SADDR : HeaderField.IP_DADDR,
                        operator(option),
                        0,
                        Value.range(
                                Integer.toUnsignedLong(low.get().bits()), Integer.toUnsignedLong(high.get().bits()))));
            }
        }
        return new Extension(
                name,
                save.toString(),
                list.toString(),
                list.toString(),
                List.of(new ExtensionStatement(parts, false, translation.toString())));
    }

    private Extension mac() throws ParameterException {
        String text = given.getOrDefault("--mac-source", "");
        MacAddress address = MacAddress.parse(text)
                .orElseThrow(() -> ParameterException.problem("mac: Bad MAC address \"" + text + "\""));
        String list = " MAC" + (not("--mac-source") ? " !" : "") + " " + address;
        Comparison test =
                new Comparison(HeaderField.ETHER_SADDR, operator("--mac-source"), 0, Value.of(address.bits()));
        return new Extension(
                name,
                bang("--mac-source") + "--mac-source " + address,
                list,
                list,
                extension("ether saddr " + (not("--mac-source") ? "!= " : "") + address, test));
    }
}
