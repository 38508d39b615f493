package dev.vethlab.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What differs between a golden and a run: a heading for each difference, with the lines of both. */
final class Differences {

    private final List<String> lines = new ArrayList<>();

    private Differences() {}

    static Differences between(JsonNode golden, JsonNode run) {
        Differences differences = new Differences();
        differences.commands(golden.path("commands"), run.path("commands"));
        differences.captures(golden.path("captures"), run.path("captures"));
        differences.state(golden.path("state"), run.path("state"));
        return differences;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The kernel's lines with {@code -}, the simulator's with {@code +}. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    private void commands(JsonNode golden, JsonNode run) {
        for (int i = 0; i < golden.size(); i++) {
            JsonNode kernel = golden.path(i);
            JsonNode ours = run.path(i);
            List<String> notes = new ArrayList<>();
            if (kernel.path("exitCode").asInt() != ours.path("exitCode").asInt()) {
                notes.add("exit code: kernel " + kernel.path("exitCode") + ", vethlab " + ours.path("exitCode"));
            }
            for (String stream : List.of("stdout", "stderr")) {
                diff(strings(kernel.path(stream)), strings(ours.path(stream)))
                        .forEach(line -> notes.add(stream + " " + line));
            }
            note("command " + (i + 1) + ": " + kernel.path("command").asString(), notes);
        }
    }

    private void captures(JsonNode golden, JsonNode run) {
        for (String place : names(golden, run)) {
            note("capture " + place, diff(strings(golden.path(place)), strings(run.path(place))));
        }
    }

    private void state(JsonNode golden, JsonNode run) {
        for (String namespace : names(golden, run)) {
            for (String section : names(golden.path(namespace), run.path(namespace))) {
                JsonNode kernel = golden.path(namespace).path(section);
                JsonNode ours = run.path(namespace).path(section);
                boolean ordered = StateText.isOrdered(section);
                note("state " + namespace + " " + section, diff(items(kernel, ordered), items(ours, ordered)));
            }
        }
    }

    private static List<String> items(JsonNode value, boolean ordered) {
        if (value.isArray()) {
            return Json.items(value, ordered);
        }
        List<String> members = new ArrayList<>();
        value.properties().forEach(member -> members.add(member.getKey() + " = " + member.getValue()));
        return value.isObject() ? members : List.of(Json.canonical(value));
    }

    private static Set<String> names(JsonNode first, JsonNode second) {
        Set<String> names = new TreeSet<>(first.propertyNames());
        names.addAll(second.propertyNames());
        return names;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asString()));
        return strings;
    }

    private void note(String heading, List<String> notes) {
        if (!notes.isEmpty()) {
            lines.add(heading);
            notes.forEach(note -> lines.add("    " + note));
        }
    }

    /** The lines of only one side, by the longest common subsequence. */
    private static List<String> diff(List<String> kernel, List<String> ours) {
        int[][] common = new int[kernel.size() + 1][ours.size() + 1];
        for (int i = kernel.size() - 1; i >= 0; i--) {
            for (int j = ours.size() - 1; j >= 0; j--) {
                common[i][j] = Objects.equals(kernel.get(i), ours.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> shown = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < kernel.size() || j < ours.size()) {
            if (i < kernel.size() && j < ours.size() && kernel.get(i).equals(ours.get(j))) {
                i++;
                j++;
            } else if (j == ours.size() || i < kernel.size() && common[i + 1][j] >= common[i][j + 1]) {
                shown.add("- " + kernel.get(i++));
            } else {
                shown.add("+ " + ours.get(j++));
            }
        }
        return shown;
    }
}
