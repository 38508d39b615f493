package dev.vethlab.verify.normal;

import dev.vethlab.verify.script.ScriptLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What programs print, without what is a matter of time or lot. */
final class OutputText {

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            rule("time[=<][0-9.]+ ms", "time=T ms"),
            rule(", time [0-9]+ms", ", time Tms"),
            rule("(icmp_seq=[0-9]+) ident=[0-9]+", "$1 ident=I"),
            rule("rtt min/avg/max/mdev = [0-9./]+ ms", "rtt min/avg/max/mdev = T/T/T/T ms"),
            rule(", ipg/ewma [0-9./]+ ms", ", ipg/ewma T/T ms"),
            rule("(?<![0-9.])[0-9]+\\.[0-9]+( ?)ms(?![a-z])", "T$1ms"),
            rule("(?m)^(TS: \t(?:[0-9.]+\t)?)-?[0-9]+( absolute)?$", "$1T$2"),
            rule("(?m)^(\t[0-9.]+\t)-?[0-9]+$", "$1T"),
            rule("(_lft|expires|age) [0-9]+sec", "$1 Tsec"),
            rule("\"(valid_life_time|preferred_life_time|expires|age)\":(?!4294967295)[0-9]+", "\"$1\":T"),
            rule("(\"[a-z_]+_timer\":) *[0-9]+\\.[0-9]+", "$1T"),
            rule("(\\b[a-z_]+_timer) +[0-9]+\\.[0-9]+", "$1 T"),
            rule("\\bused [0-9]+/[0-9]+/[0-9]+", "used T/T/T"),
            rule("\\bused [0-9]+/[0-9]+(?!/)", "used T/T"),
            rule("\"(used|confirmed|updated)\":[0-9]+", "\"$1\":T"));

    private OutputText() {}

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    /** The normal form of what a command printed, as lines. */
    static List<String> lines(ScriptLine command, String output, StableNames names) {
        String text = names.text(output);
        for (Rule rule : RULES) {
            text = rule.pattern().matcher(text).replaceAll(rule.replacement());
        }
        return lines(command.isUnordered() ? sorted(text) : text);
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        } else {
            lines.add("\\ no newline at the end");
        }
        return lines;
    }

    private static String sorted(String text) {
        if (text.startsWith("[")) {
            try {
                List<JsonNode> items = new ArrayList<>();
                Json.parse(text).forEach(items::add);
                items.sort(Comparator.comparing(Json::canonical));
                return "["
                        + String.join(
                                ",", items.stream().map(JsonNode::toString).toList()) + "]\n";
            } catch (JacksonException notJson) {
                return text;
            }
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)")));
        Collections.sort(lines);
        return String.join("", lines);
    }
}
