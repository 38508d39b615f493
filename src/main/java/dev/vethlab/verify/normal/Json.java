package dev.vethlab.verify.normal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON in one canonical form. */
final class Json {

    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private static final int LONGEST_LINE = 200;

    private Json() {}

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** One line, the keys sorted. */
    static String canonical(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, String> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            List<String> shown = new ArrayList<>();
            members.forEach((key, value) -> shown.add("\"" + key + "\": " + value));
            return "{" + String.join(", ", shown) + "}";
        }
        if (node.isArray()) {
            List<String> shown = new ArrayList<>();
            node.forEach(item -> shown.add(canonical(item)));
            return "[" + String.join(", ", shown) + "]";
        }
        return node.toString();
    }

    /**
     * The items of an array, each in canonical form on a line of its own, long objects as a line a member.
     *
     * @param ordered whether their order means something; otherwise they are sorted
     */
    static List<String> items(JsonNode array, boolean ordered) {
        List<List<String>> items = new ArrayList<>();
        array.forEach(item -> items.add(lines(item)));
        if (!ordered) {
            items.sort(Comparator.comparing(lines -> String.join("\n", lines)));
        }
        return items.stream().flatMap(List::stream).toList();
    }

    private static List<String> lines(JsonNode item) {
        String whole = canonical(item);
        if (whole.length() <= LONGEST_LINE || !item.isObject()) {
            return List.of(whole);
        }
        String head = item.path("ifname").asString(item.path("dst").asString(""));
        TreeMap<String, String> members = new TreeMap<>();
        item.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
        List<String> lines = new ArrayList<>();
        members.forEach((key, value) -> lines.add(head + ": " + key + " = " + value));
        return lines;
    }
}
