package dev.vethlab.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON in one canonical form. */
final class Json {

    static final ObjectMapper MAPPER = JsonMapper.builder().build();

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

    /** The items of an array, each in canonical form; sorted where their order means nothing. */
    static List<String> items(JsonNode array, boolean ordered) {
        List<String> items = new ArrayList<>();
        array.forEach(item -> items.add(canonical(item)));
        if (!ordered) {
            Collections.sort(items);
        }
        return items;
    }
}
