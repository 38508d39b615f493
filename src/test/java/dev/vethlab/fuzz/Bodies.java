package dev.vethlab.fuzz;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON that is nearly what the contract's examples are. */
final class Bodies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "0",
            "-1",
            "veth0",
            "lo",
            "host",
            "10.1.1.2/24",
            "10.1.1.300",
            "0.0.0.0/0",
            "ff:ff:ff:ff:ff:ff",
            "\u0000",
            "é",
            "😀",
            "../../etc/passwd",
            "'; ip link",
            "$(reboot)",
            "%s%n",
            "default",
            "main",
            "255",
            "a".repeat(300),
            "ip link add type veth");

    private Bodies() {}

    /** A document with a few things changed. */
    static JsonNode bent(JsonNode document, Choices choices) {
        JsonNode body = document.deepCopy();
        int changes = choices.below(4);
        for (int i = 0; i < changes; i++) {
            body = bend(body, choices);
        }
        return body;
    }

    /** An example with a few things changed, or a text with a few characters changed. */
    static String text(JsonNode example, Choices choices) {
        String text = JsonMapper.shared().writeValueAsString(bent(example, choices));
        return choices.oneIn(6) ? bentText(text, choices) : text;
    }

    /** A text with a few characters changed. */
    static String bentText(String text, Choices choices) {
        if (text.isEmpty()) {
            return text;
        }
        int place = choices.below(text.length());
        return text.substring(0, place)
                + choices.text(4)
                + text.substring(Math.min(text.length(), place + choices.below(3)));
    }

    private static JsonNode bend(JsonNode node, Choices choices) {
        if (node instanceof ObjectNode object && !object.isEmpty() && !choices.oneIn(8)) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = choices.of(names);
            switch (choices.below(5)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(choices.of(AWKWARD), object.get(name));
                case 2 -> object.set(choices.of(names), object.get(name));
                default -> object.set(name, bend(object.get(name), choices));
            }
            return object;
        }
        if (node instanceof ArrayNode array && !array.isEmpty() && !choices.oneIn(8)) {
            int place = choices.below(array.size());
            switch (choices.below(4)) {
                case 0 -> array.remove(place);
                case 1 -> array.add(array.get(place).deepCopy());
                default -> array.set(place, bend(array.get(place), choices));
            }
            return array;
        }
        return leaf(node, choices);
    }

    private static JsonNode leaf(JsonNode node, Choices choices) {
        return switch (choices.below(10)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(choices.oneIn(2));
            case 2 -> JSON.numberNode(choices.below(Integer.MAX_VALUE) - (1 << 30));
            case 3 -> JSON.numberNode(Long.MAX_VALUE - choices.below(2));
            case 4 -> JSON.numberNode(choices.below(1000) / 7.0);
            case 5 -> JSON.stringNode(choices.text(20));
            case 6 -> JSON.arrayNode().add(node);
            case 7 -> JSON.objectNode().set("x", node);
            default -> JSON.stringNode(choices.of(AWKWARD));
        };
    }
}
