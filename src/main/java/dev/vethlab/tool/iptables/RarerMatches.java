package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.AllowanceStatement;
import dev.vethlab.kernel.netfilter.nftables.ConntrackHelperStatement;
import dev.vethlab.kernel.netfilter.nftables.ReversePathStatement;
import dev.vethlab.kernel.netfilter.nftables.TextSearchStatement;
import java.util.List;
import java.util.Locale;

/** The matches {@code quota}, {@code string}, {@code rpfilter} and {@code helper}. */
final class RarerMatches extends MatchOptions {

    static final List<String> STRING = List.of("--string", "--hex-string", "--algo", "--from", "--to", "--icase");
    static final List<String> REVERSE_PATH = List.of("--loose", "--validmark", "--accept-local", "--invert");

    private static final int FARTHEST = 0xffff;
    private static final int LONGEST = 128;
    private static final int HEX = 16;

    RarerMatches(MatchOptions options) {
        super(options);
    }

    Extension build() throws ParameterException {
        return switch (name) {
            case "quota" -> quota();
            case "string" -> string();
            case "rpfilter" -> reversePath();
            default -> helper();
        };
    }

    private String required(String option) throws ParameterException {
        String text = given.get(option);
        if (text == null) {
            throw ParameterException.problem(name + ": option \"" + option + "\" must be specified\n");
        }
        return text;
    }

    private Extension quota() throws ParameterException {
        long bytes = OptionNumber.read(name, "--quota", required("--quota"), 0, Long.MAX_VALUE);
        String list = " quota: " + bytes + " bytes";
        return new Extension(
                name,
                bang("--quota") + "--quota " + bytes,
                list,
                list,
                extension(
                        "quota " + (not("--quota") ? "over " : "") + bytes + " bytes",
                        new AllowanceStatement(bytes, not("--quota"))));
    }

    private Extension string() throws ParameterException {
        String algorithm = required("--algo");
        boolean hex = given.containsKey("--hex-string");
        if (!hex && !given.containsKey("--string")) {
            throw ParameterException.problem("STRING match: You must specify `--string' or `--hex-string'");
        }
        String option = hex ? "--hex-string" : "--string";
        String text = given.getOrDefault(option, "");
        if (text.length() > LONGEST) {
            throw ParameterException.problem("STRING too long \"" + text + "\"");
        }
        String pattern = hex ? bytes(text) : text;
        int from = (int) OptionNumber.read(name, "--from", given.getOrDefault("--from", "0"), 0, FARTHEST);
        int to = (int) OptionNumber.read(name, "--to", given.getOrDefault("--to", "" + FARTHEST), 0, FARTHEST);
        boolean anyCase = given.containsKey("--icase");
        boolean plain = pattern.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        String quoted = plain ? quoted(pattern) : hexText(pattern);
        String save = bang(option) + (plain ? "--string " : "--hex-string ") + quoted + " --algo " + algorithm
                + (from == 0 ? "" : " --from " + from) + (to == FARTHEST ? "" : " --to " + to)
                + (anyCase ? " --icase" : "");
        String list = " STRING match " + (not(option) ? "! " : " ") + quoted + " ALGO name " + algorithm
                + (from == 0 ? "" : " FROM " + from) + (to == FARTHEST ? "" : " TO " + to) + (anyCase ? " ICASE" : "");
        TextSearchStatement search = new TextSearchStatement(pattern, from, to, anyCase, not(option), algorithm);
        return new Extension(name, save, list, list, extension("xt match string", search));
    }

    private static String quoted(String pattern) {
        return "\"" + pattern.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String hexText(String pattern) {
        StringBuilder text = new StringBuilder("\"|");
        pattern.chars().forEach(c -> text.append(String.format(Locale.ROOT, "%02x", c)));
        return text.append("|\"").toString();
    }

    /** {@code parse_hex_string}: between bars stand bytes as hexadecimal numbers. */
    private static String bytes(String text) throws ParameterException {
        StringBuilder pattern = new StringBuilder();
        boolean number = false;
        int at = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter == '|') {
                number = !number;
            } else if (!number) {
                pattern.append(letter);
            } else if (letter != ' ') {
                String digits = text.substring(at, Math.min(text.length(), at + 2));
                if (!digits.matches("[0-9A-Fa-f]{2}")) {
                    throw ParameterException.problem("STRING can't parse hex value: \"" + digits + "\"");
                }
                pattern.append((char) Integer.parseInt(digits, HEX));
                at++;
            }
            at++;
        }
        return pattern.toString();
    }

    private Extension reversePath() {
        StringBuilder save = new StringBuilder();
        StringBuilder list = new StringBuilder(" rpfilter");
        for (String option : REVERSE_PATH) {
            if (given.containsKey(option)) {
                save.append(save.isEmpty() ? "" : " ").append(option);
                list.append(' ').append(option.substring(2));
            }
        }
        ReversePathStatement test = new ReversePathStatement(
                given.containsKey("--loose"),
                given.containsKey("--validmark"),
                given.containsKey("--accept-local"),
                given.containsKey("--invert"));
        String shown = list.toString();
        return new Extension(name, save.toString(), shown, shown, extension(reversePathWords(), test));
    }

    private String reversePathWords() {
        return "fib saddr" + (given.containsKey("--validmark") ? " . mark" : "")
                + (given.containsKey("--loose") ? "" : " . iif") + " oif "
                + (given.containsKey("--invert") ? "" : "!= ")
                + "0";
    }

    private Extension helper() throws ParameterException {
        String helper = required("--helper");
        String list = " helper match " + bang("--helper") + "\"" + helper + "\"";
        return new Extension(
                name,
                bang("--helper") + "--helper " + helper,
                list,
                list,
                extension(
                        "ct helper " + (not("--helper") ? "!= " : "") + '"' + helper + '"',
                        new ConntrackHelperStatement(not("--helper"))));
    }
}
