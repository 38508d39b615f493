package dev.vethlab.verify.normal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stable part of what {@code ip -j} says about a namespace. */
final class StateText {

    private static final Map<String, String> NEIGHBOUR_CLASSES = Map.of(
            "REACHABLE", "VALID",
            "DELAY", "VALID",
            "PROBE", "VALID",
            "INCOMPLETE", "UNRESOLVED",
            "FAILED", "UNRESOLVED");
    private static final Set<String> NEIGHBOUR_NOISE = Set.of("used", "confirmed", "updated", "probes", "refcnt");
    private static final Set<String> ROUTE_NOISE = Set.of("expires", "used", "age", "uid", "cache");
    private static final long FOREVER = 4_294_967_295L;

    private StateText() {}

    /** Whether a section is compared in the order it is listed in. */
    static boolean isOrdered(String section) {
        return Set.of("link", "addr", "rule", "vlan").contains(section);
    }

    /** The items of a section, reduced, with addresses named. */
    static ArrayNode reduce(String section, JsonNode items, StableNames names) {
        List<ObjectNode> kept = new ArrayList<>();
        for (JsonNode item : items) {
            if (item.isObject() && !item.isEmpty()) {
                ObjectNode reduced = reduceOne(section, (ObjectNode) named(item, names));
                if (!reduced.isEmpty()) {
                    sortFlags(reduced);
                    kept.add(reduced);
                }
            }
        }
        if (section.equals("link")) {
            kept.sort(Comparator.comparingInt(link -> link.path("ifindex").asInt(0)));
        }
        ArrayNode array = Json.MAPPER.createArrayNode();
        kept.forEach(array::add);
        return array;
    }

    private static ObjectNode reduceOne(String section, ObjectNode item) {
        return switch (section) {
            case "link" -> LinkState.reduce(item);
            case "addr" -> addresses(item);
            case "route" -> item.remove(ROUTE_NOISE);
            case "neigh" -> neighbour(item);
            case "fdb" -> forwarding(item);
            default -> item;
        };
    }

    private static ObjectNode addresses(ObjectNode item) {
        ArrayNode kept = Json.MAPPER.createArrayNode();
        for (JsonNode address : item.path("addr_info")) {
            if (address.isObject()
                    && !address.isEmpty()
                    && !address.path("family").asString("").equals("inet6")) {
                ObjectNode copy = (ObjectNode) address.deepCopy();
                limited(copy, "valid_life_time");
                limited(copy, "preferred_life_time");
                kept.add(copy);
            }
        }
        ObjectNode reduced = Json.MAPPER.createObjectNode();
        reduced.set("ifname", item.path("ifname"));
        reduced.set("addr_info", kept);
        return reduced;
    }

    private static void limited(ObjectNode address, String field) {
        JsonNode lifetime = address.remove(field);
        if (lifetime != null && lifetime.asLong() != FOREVER) {
            address.put(field, "limited");
        }
    }

    private static ObjectNode neighbour(ObjectNode item) {
        List<String> states = new ArrayList<>();
        item.path("state").forEach(state -> states.add(state.asString()));
        if (item.path("dst").asString("").contains(":") || states.contains("NOARP")) {
            return Json.MAPPER.createObjectNode();
        }
        ObjectNode reduced = item.remove(NEIGHBOUR_NOISE);
        ArrayNode classes = reduced.putArray("state");
        states.forEach(state -> classes.add(NEIGHBOUR_CLASSES.getOrDefault(state, state)));
        return reduced;
    }

    private static ObjectNode forwarding(ObjectNode item) {
        String mac = item.path("mac").asString("");
        return mac.startsWith("33:33:") || mac.startsWith("01:00:5e:")
                ? Json.MAPPER.createObjectNode()
                : item.remove(Set.of("used", "updated"));
    }

    private static void sortFlags(ObjectNode item) {
        if (item.path("flags").isArray()) {
            List<String> flags = new ArrayList<>();
            item.path("flags").forEach(flag -> flags.add(flag.asString()));
            Collections.sort(flags);
            ArrayNode sorted = item.putArray("flags");
            flags.forEach(sorted::add);
        }
    }

    private static JsonNode named(JsonNode node, StableNames names) {
        if (node.isString()) {
            return Json.MAPPER.getNodeFactory().stringNode(names.text(node.asString()));
        }
        if (node.isArray()) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            node.forEach(item -> array.add(named(item, names)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = Json.MAPPER.createObjectNode();
            node.properties().forEach(member -> object.set(member.getKey(), named(member.getValue(), names)));
            return object;
        }
        return node;
    }
}
