package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.LimitStatement;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NumberSelector;
import dev.vethlab.kernel.netfilter.nftables.SourceMacStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The matches that look at the packet as a whole, or at nothing of it. */
final class PacketMatches extends MatchOptions {

    private static final long LARGEST_BURST = 10_000;
    private static final long LARGEST_OCTET = 255;
    private static final long UNSIGNED = 0xffff_ffffL;

    PacketMatches(MatchOptions options) {
        super(options);
    }

    Extension build(Namespace namespace) throws ParameterException {
        return switch (name) {
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

    private Extension comment() {
        String text = given.getOrDefault("--comment", "");
        boolean plain = text.matches("[A-Za-z0-9_.,:/-]+");
        String quoted = plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return new Extension(name, "--comment " + quoted, " /* " + text + " */", " /* " + text + " */", extension(""));
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
        long burst =
                OptionNumber.read(name, "--limit-burst", given.getOrDefault("--limit-burst", "5"), 0, LARGEST_BURST);
        String save = "--limit " + parts[0] + "/" + brief + (burst == 5 ? "" : " --limit-burst " + burst);
        String list = " limit: avg " + parts[0] + "/" + brief + " burst " + burst;
        LimitStatement limit = new LimitStatement(
                Long.parseLong(parts[0]),
                word,
                burst,
                false,
                false,
                namespace.net().machine().nowNs());
        return new Extension(name, save, list, list, List.of(limit));
    }

    private Extension mark() throws ParameterException {
        String[] parts = given.getOrDefault("--mark", "0").split("/", 2);
        boolean ct = name.equals("connmark");
        long value = OptionNumber.readMark(name, "--mark", parts[0]);
        long mask = parts.length > 1 ? OptionNumber.readMark(name, "--mark", parts[1]) : 0xffff_ffffL;
        String number = "0x" + Long.toHexString(value);
        String full = mask == 0xffff_ffffL ? number : number + "/0x" + Long.toHexString(mask);
        String list = (ct ? " connmark match " : " mark match") + (not("--mark") ? " !" : "") + " " + full;
        Comparison test = new Comparison(
                ct ? CtKey.MARK : MetaKey.MARK, operator("--mark"), mask == 0xffff_ffffL ? 0 : mask, Value.of(value));
        List<Statement> statements = ct
                ? extension(
                        "ct mark " + (mask == 0xffff_ffffL ? "" : "and 0x" + Long.toHexString(mask) + " == ")
                                + (not("--mark") ? "!= " : "") + number,
                        test)
                : List.of(test);
        return new Extension(name, bang("--mark") + "--mark " + full, list, list, statements);
    }

    private Extension statistic() throws ParameterException {
        String mode = given.getOrDefault("--mode", "random");
        if (mode.equals("random")) {
            double probability = probability();
            long limit = Math.round(probability * 0x8000_0000L);
            String shown = String.format(Locale.ROOT, "%.11f", (double) limit / 0x8000_0000L);
            Comparison test = new Comparison(MetaKey.RANDOM, Comparison.Operator.LESS, 0x7fff_ffffL, Value.of(limit));
            String list = " statistic mode random probability " + shown;
            return new Extension(
                    name,
                    "--mode random --probability " + shown,
                    list,
                    list,
                    extension("meta random & 2147483647 < " + limit, test));
        }
        if (!mode.equals("nth")) {
            throw ParameterException.problem("Bad mode \"" + mode + "\"");
        }
        if (!given.containsKey("--every")) {
            throw ParameterException.problem("--every and --packet must be specified when using nth mode");
        }
        long every = OptionNumber.read(name, "--every", given.getOrDefault("--every", ""), 1, UNSIGNED);
        long packet = OptionNumber.read(name, "--packet", given.getOrDefault("--packet", "0"), 0, UNSIGNED);
        if (packet >= every) {
            throw ParameterException.problem("the --packet p must be 0 <= p <= n-1");
        }
        Comparison test =
                new Comparison(new NumberSelector(false, every, 0), Comparison.Operator.IMPLICIT, 0, Value.of(packet));
        String list = " statistic mode nth every " + every + (packet == 0 ? "" : " packet " + packet);
        return new Extension(
                name,
                "--mode nth --every " + every + " --packet " + packet,
                list,
                list,
                extension("numgen inc mod " + every + " " + packet, test));
    }

    private double probability() throws ParameterException {
        String text = given.get("--probability");
        if (text == null) {
            throw ParameterException.problem("--probability must be specified when using random mode");
        }
        double value = text.matches("[0-9]{0,15}(\\.[0-9]{0,30})?") && !text.isEmpty() && !text.equals(".")
                ? Double.parseDouble(text)
                : -1;
        if (value < 0 || value > 1) {
            throw ParameterException.problem(
                    name + ": bad value for option \"--probability\", or out of range (0-1).\n");
        }
        return value;
    }

    private Extension ttl() throws ParameterException {
        String option = given.keySet().stream()
                .findFirst()
                .orElseThrow(() -> ParameterException.problem(
                        "TTL match: You must specify one of `--ttl-eq', `--ttl-lt', `--ttl-gt"));
        long value = OptionNumber.read(name, option, given.getOrDefault(option, ""), 0, LARGEST_OCTET);
        boolean equal = option.equals("--ttl-eq");
        boolean less = option.equals("--ttl-lt");
        Comparison.Operator operator =
                equal ? operator(option) : less ? Comparison.Operator.LESS : Comparison.Operator.GREATER;
        String sign = equal ? (not(option) ? "!=" : "==") : less ? "<" : ">";
        String list = " TTL match TTL " + sign + " " + value;
        String compared = equal ? (not(option) ? "!= " : "") : less ? "lt " : "gt ";
        String translation = "ip ttl " + compared + value;
        return new Extension(
                name,
                bang(option) + option + " " + value,
                list,
                list,
                extension(translation, new Comparison(HeaderField.IP_TTL, operator, 0, Value.of(value))));
    }

    private Extension length() throws ParameterException {
        Ports.Range range = Ports.Range.parse(given.getOrDefault("--length", "0"), ':');
        String list = " length " + (not("--length") ? "!" : "") + range.text(':');
        Comparison test =
                new Comparison(MetaKey.LENGTH, operator("--length"), 0, Value.range(range.low(), range.high()));
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
                save.append(save.isEmpty() ? "" : " ")
                        .append(bang(option))
                        .append(option)
                        .append(' ')
                        .append(shown);
                list.append(source ? " source" : " destination").append(" IP range ");
                list.append(not(option) ? "! " : "").append(shown);
                translation.append(translation.isEmpty() ? "" : " ").append(source ? "ip saddr " : "ip daddr ");
                translation.append(not(option) ? "!= " : "").append(shown);
                parts.add(new Comparison(
                        source ? HeaderField.IP_SADDR : HeaderField.IP_DADDR,
                        operator(option),
                        0,
                        Value.range(
                                Integer.toUnsignedLong(low.get().bits()),
                                Integer.toUnsignedLong(high.get().bits()))));
            }
        }
        return new Extension(
                name,
                save.toString(),
                list.toString(),
                list.toString(),
                extension(translation.toString(), parts.toArray(Statement[]::new)));
    }

    private Extension mac() throws ParameterException {
        String text = given.getOrDefault("--mac-source", "");
        MacAddress address = MacAddress.parse(text)
                .orElseThrow(() -> ParameterException.problem("mac: Bad MAC address \"" + text + "\""));
        String list = " MAC" + (not("--mac-source") ? " !" : "") + " " + address;
        Statement test = new SourceMacStatement(
                new Comparison(HeaderField.ETHER_SADDR, operator("--mac-source"), 0, Value.of(address.bits())));
        return new Extension(
                name,
                bang("--mac-source") + "--mac-source " + address,
                list,
                list,
                extension("ether saddr " + (not("--mac-source") ? "!= " : "") + address, test));
    }
}
