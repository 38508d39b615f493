package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TcpOption;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Matches that hold one number of the packet, or of its connection, against one or a range. */
final class HeaderMatches extends MatchOptions {

    static final Map<String, List<String>> OPTIONS = Map.of(
            "ah", List.of("--ahspi"),
            "esp", List.of("--espspi"),
            "cpu", List.of("--cpu"),
            "sctp", List.of("--sport", "--source-port", "--dport", "--destination-port"),
            "dccp", List.of("--sport", "--source-port", "--dport", "--destination-port"),
            "devgroup", List.of("--src-group", "--dst-group"),
            "ecn", List.of("--ecn-tcp-cwr", "--ecn-tcp-ece", "--ecn-ip-ect"),
            "realm", List.of("--realm"),
            "tcpmss", List.of("--mss"),
            "connbytes", List.of("--connbytes", "--connbytes-dir", "--connbytes-mode"));

    private static final long MOST = 0xffff_ffffL;
    private static final int CWR = 0x80;
    private static final int ECE = 0x40;

    private final List<String> save = new ArrayList<>();
    private final StringBuilder list = new StringBuilder();
    private final List<Statement> tests = new ArrayList<>();

    HeaderMatches(MatchOptions options) {
        super(options);
    }

    Extension build() throws ParameterException {
        return switch (name) {
            case "ah" -> index("--ahspi", HeaderField.AH_SPI, "ah");
            case "esp" -> index("--espspi", HeaderField.ESP_SPI, "esp");
            case "cpu" -> plain("--cpu", MetaKey.CPU, "cpu");
            case "realm" -> realm();
            case "devgroup" -> groups();
            case "ecn" -> congestion();
            case "tcpmss" -> segmentSize();
            case "connbytes" -> counted();
            default -> ports();
        };
    }

    private String required(String option) throws ParameterException {
        String text = given.get(option);
        if (text == null) {
            throw ParameterException.problem(name + ": option \"" + option + "\" must be specified\n");
        }
        return text;
    }

    private Value range(String option, String text, long most) throws ParameterException {
        int colon = text.indexOf(':');
        long low =
                colon == 0 ? 0 : OptionNumber.read(name, option, colon < 0 ? text : text.substring(0, colon), 0, most);
        boolean open = colon == text.length() - 1;
        long high = colon < 0 ? low : open ? most : OptionNumber.read(name, option, text.substring(colon + 1), 0, most);
        return Value.range(low, high);
    }

    private static String text(Value range, char between) {
        return range.isRange() ? range.low() + "" + between + range.high() : Long.toString(range.low());
    }

    private void add(String option, String written, Selector selector, Value value) {
        save.add(bang(option) + option + (written.isEmpty() ? "" : " " + written));
        tests.add(new Comparison(selector, operator(option), 0, value));
    }

    private Extension done(String translation) {
        String shown = list.toString();
        return new Extension(
                name, String.join(" ", save), shown, shown, extension(translation, tests.toArray(new Statement[0])));
    }

    /** The index of a security association. */
    private Extension index(String option, HeaderField field, String protocol) throws ParameterException {
        if (!given.containsKey(option)) {
            return done("");
        }
        Value range = range(option, required(option), MOST);
        add(option, text(range, ':'), field, range);
        list.append(' ').append(protocol).append(range.isRange() ? " spis:" : " spi:");
        list.append(not(option) ? "!" : "").append(text(range, ':'));
        return done(protocol + " spi " + (not(option) ? "!= " : "") + text(range, '-'));
    }

    private Extension plain(String option, Selector selector, String word) throws ParameterException {
        long value = OptionNumber.read(name, option, required(option), 0, MOST);
        add(option, Long.toString(value), selector, Value.of(value));
        list.append(' ').append(word).append(not(option) ? " !" : " ").append(value);
        return done(word + (not(option) ? " != " : " ") + value);
    }

    private Extension realm() throws ParameterException {
        long value = OptionNumber.read(name, "--realm", required("--realm"), 0, MOST);
        String shown = "0x" + Long.toHexString(value);
        add("--realm", shown, MetaKey.RTCLASSID, Value.of(value));
        list.append(" realm ").append(not("--realm") ? "!" : "").append(shown);
        return done("rtclassid " + (not("--realm") ? "!= " : "") + shown);
    }

    private Extension groups() throws ParameterException {
        List<String> words = new ArrayList<>();
        for (String option : List.of("--src-group", "--dst-group")) {
            if (given.containsKey(option)) {
                long value = OptionNumber.read(name, option, given.getOrDefault(option, ""), 0, MOST);
                String shown = "0x" + Long.toHexString(value);
                boolean source = option.equals("--src-group");
                add(option, shown, source ? MetaKey.IIFGROUP : MetaKey.OIFGROUP, Value.of(value));
                list.append(not(option) ? " !" : " ")
                        .append(option.substring(2))
                        .append(' ')
                        .append(shown);
                words.add((source ? "iifgroup " : "oifgroup ") + (not(option) ? "!= " : "") + shown);
            }
        }
        return done(String.join(" ", words));
    }

    private Extension congestion() throws ParameterException {
        List<String> words = new ArrayList<>();
        list.append(" ECN match");
        for (String option : List.of("--ecn-tcp-ece", "--ecn-tcp-cwr")) {
            if (given.containsKey(option)) {
                boolean ece = option.equals("--ecn-tcp-ece");
                save.add(bang(option) + option);
                Comparison.Operator operator = not(option) ? Comparison.Operator.NO_FLAG : Comparison.Operator.ANY_FLAG;
                tests.add(new Comparison(HeaderField.TCP_FLAGS, operator, 0, Value.of(ece ? ECE : CWR)));
                list.append(not(option) ? " !" : " ").append(ece ? "ECE" : "CWR");
                words.add("tcp flags " + (not(option) ? "!= " : "") + (ece ? "ecn" : "cwr"));
            }
        }
        if (given.containsKey("--ecn-ip-ect")) {
            long value = OptionNumber.read(name, "--ecn-ip-ect", given.getOrDefault("--ecn-ip-ect", ""), 0, 3);
            add("--ecn-ip-ect", Long.toString(value), HeaderField.IP_ECN, Value.of(value));
            list.append(not("--ecn-ip-ect") ? " !" : " ").append("ECT=").append(value);
            words.add("ip ecn " + (not("--ecn-ip-ect") ? "!= " : "")
                    + List.of("not-ect", "ect1", "ect0", "ce").get((int) value));
        }
        return done(String.join(" ", words));
    }

    private Extension segmentSize() throws ParameterException {
        Value range = range("--mss", required("--mss"), 0xffff);
        add("--mss", text(range, ':'), TcpOption.of("maxseg", "size").orElseThrow(), range);
        list.append(" tcpmss match ").append(not("--mss") ? "!" : "").append(text(range, ':'));
        return done("tcp option maxseg size " + (not("--mss") ? "!= " : "") + text(range, '-'));
    }

    /** {@code xt_connbytes.c}. */
    private Extension counted() throws ParameterException {
        String mode = required("--connbytes-mode");
        String direction = required("--connbytes-dir");
        Value range = range("--connbytes", required("--connbytes"), Long.MAX_VALUE);
        boolean open = range.high() == Long.MAX_VALUE;
        String way = switch (direction) {
            case "original" -> "original ";
            case "reply" -> "reply ";
            case "both" -> "";
            default -> throw ParameterException.problem("Unknown --connbytes-dir `" + direction + "'");
        };
        String what = switch (mode) {
            case "packets", "bytes" -> mode;
            case "avgpkt" -> "avgpkt";
            default -> throw ParameterException.problem("Unknown --connbytes-mode `" + mode + "'");
        };
        CtKey key = CtKey.of(way + what).orElseThrow();
        tests.add(new Comparison(key, operator("--connbytes"), 0, range));
        String bounds = open ? range.low() + ":" : range.low() + ":" + range.high();
        save.add(bang("--connbytes") + "--connbytes " + bounds + " --connbytes-mode " + mode + " --connbytes-dir "
                + direction);
        list.append(not("--connbytes") ? " ! connbytes " : " connbytes ").append(bounds);
        list.append(" connbytes mode ")
                .append(mode)
                .append(" connbytes direction ")
                .append(direction);
        String sign = not("--connbytes") ? "!= " : "";
        return done(String.format(
                Locale.ROOT, "ct %s%s %s", way, what, open ? "ge " + range.low() : sign + text(range, '-')));
    }

    private Extension ports() throws ParameterException {
        List<String> words = new ArrayList<>();
        for (String option : List.of("--sport", "--dport")) {
            if (given.containsKey(option)) {
                Ports.Range range = Ports.Range.parse(given.getOrDefault(option, ""), ':');
                HeaderField field = HeaderField.of(name, option.substring(2)).orElseThrow();
                add(option, range.text(':'), field, Value.range(range.low(), range.high()));
                list.append(' ').append(name).append(option.equals("--sport") ? " spt" : " dpt");
                list.append(range.isOne() ? ":" : "s:")
                        .append(not(option) ? "!" : "")
                        .append(range.text(':'));
                words.add(name + " " + option.substring(2) + (not(option) ? " != " : " ") + range.text('-'));
            }
        }
        return done(String.join(" ", words));
    }
}
