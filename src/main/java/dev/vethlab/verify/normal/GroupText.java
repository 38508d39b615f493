package dev.vethlab.verify.normal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code bridge mdb} lists: the groups in their order, the ports of each group sorted. The kernel keeps these in the order of where they
 * are in its memory ({@code br_multicast_new_port_group}).
 */
final class GroupText {

    private static final Pattern LINE = Pattern.compile("dev (\\S+) port \\S+ (grp .*?)(?: permanent| temp)(.*)");

    private GroupText() {}

    static String sorted(String text) {
        if (text.startsWith("[")) {
            try {
                return ofJson(text);
            } catch (JacksonException notJson) {
                return text;
            }
        }
        List<String> sorted = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String line : text.split("(?<=\n)")) {
            if (!ports.isEmpty() && !group(ports.get(0)).equals(group(line))) {
                flush(ports, sorted);
            }
            ports.add(line);
        }
        flush(ports, sorted);
        return String.join("", sorted);
    }

    private static void flush(List<String> ports, List<String> sorted) {
        ports.sort(Comparator.naturalOrder());
        sorted.addAll(ports);
        ports.clear();
    }

    private static String group(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        String vlan = line.replaceAll("(?s).*( vid \\d+).*|.*", "$1");
        return matcher.matches() ? matcher.group(1) + " " + matcher.group(2) + vlan : line;
    }

    private static String ofJson(String text) {
        JsonNode items = Json.parse(text);
        for (JsonNode item : items) {
            if (item.path("mdb") instanceof ArrayNode listed) {
                List<JsonNode> entries = new ArrayList<>();
                listed.forEach(entries::add);
                for (int i = 0; i < entries.size(); i++) {
                    for (int j = i; j > 0 && isAfter(entries.get(j - 1), entries.get(j)); j--) {
                        entries.add(j - 1, entries.remove(j));
                    }
                }
                ((ObjectNode) item).putArray("mdb").addAll(entries);
            }
        }
        return items + "\n";
    }

    private static boolean isAfter(JsonNode one, JsonNode other) {
        boolean same = one.path("grp").equals(other.path("grp"))
                && one.path("src").equals(other.path("src"))
                && one.path("vid").equals(other.path("vid"));
        return same
                && one.path("port").asString("").compareTo(other.path("port").asString("")) > 0;
    }
}
