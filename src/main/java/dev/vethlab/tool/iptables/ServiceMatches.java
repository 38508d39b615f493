package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.Locale;
import java.util.Optional;

/** {@code -m dscp} and {@code -m tos}: what service a packet asks for. */
final class ServiceMatches extends MatchOptions {

    private static final long MOST_DSCP = 63;
    private static final long OCTET = 255;

    ServiceMatches(MatchOptions options) {
        super(options);
    }

    Extension build() throws ParameterException {
        return name.equals("dscp") ? dscp() : tos();
    }

    private Extension dscp() throws ParameterException {
        String option = given.containsKey("--dscp-class") ? "--dscp-class" : "--dscp";
        String text = given.get(option);
        if (text == null) {
            throw ParameterException.problem("DSCP match: Parameter --dscp is required");
        }
        long value = option.equals("--dscp") ? OptionNumber.read(name, option, text, 0, MOST_DSCP) : ofClass(text);
        String shown = String.format(Locale.ROOT, "0x%02x", value);
        String list = " DSCP match " + (not(option) ? "!" : "") + shown;
        Comparison test = new Comparison(HeaderField.IP_DSCP, operator(option), 0, Value.of(value));
        return new Extension(
                name,
                bang(option) + "--dscp " + shown,
                list,
                list,
                extension("ip dscp " + (not(option) ? "!= " : "") + shown, test));
    }

    /** The value that a class is called by ({@code class_to_dscp}). */
    static long ofClass(String text) throws ParameterException {
        String word = text.toUpperCase(Locale.ROOT);
        if (word.equals("EF")) {
            return 46;
        }
        if (word.equals("BE")) {
            return 0;
        }
        if (word.matches("CS[0-7]")) {
            return (word.charAt(2) - '0') * 8L;
        }
        if (word.matches("AF[1-4][1-3]")) {
            return (word.charAt(2) - '0') * 8L + (word.charAt(3) - '0') * 2L;
        }
        throw ParameterException.problem("Invalid DSCP value `" + text + "'");
    }

    private Extension tos() throws ParameterException {
        String text = given.get("--tos");
        if (text == null) {
            throw ParameterException.problem("tos: option \"--tos\" must be specified\n");
        }
        String[] parts = text.split("/", 2);
        Optional<Integer> service = TypeOfService.of(text);
        long value = service.isPresent() ? service.get() : OptionNumber.read(name, "--tos", parts[0], 0, OCTET);
        long mask = service.isPresent()
                ? TypeOfService.MASK
                : parts.length > 1 ? OptionNumber.read(name, "--tos", parts[1], 0, OCTET) : OCTET;
        String shown = String.format(Locale.ROOT, "0x%02x/0x%02x", value, mask);
        String list = " tos match" + (not("--tos") ? "!" : "") + shown;
        String named = TypeOfService.name(value, mask)
                .map(known -> " tos match" + (not("--tos") ? "!" : " ") + known)
                .orElse(list);
        Comparison test =
                new Comparison(HeaderField.IP_TOS, operator("--tos"), mask == OCTET ? 0 : mask, Value.of(value));
        return new Extension(name, bang("--tos") + "--tos " + shown, list, named, extension("xt match tos", test));
    }
}
