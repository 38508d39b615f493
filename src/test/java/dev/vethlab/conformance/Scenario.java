package dev.vethlab.conformance;

import dev.vethlab.verify.normal.Outcome;
import dev.vethlab.verify.normal.Part;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A script with what Linux made of it.
 *
 * @param name AREA/NAME
 */
record Scenario(String name, Script script, Outcome golden) {

    static Scenario read(Path file) throws IOException {
        Path golden = Path.of(file.toString().replaceFirst("\\.lab$", ".json"));
        try {
            Script script = Script.parse(Files.readString(file));
            return new Scenario(
                    nameOf(file), script, outcome(JsonMapper.builder().build().readTree(Files.readString(golden))));
        } catch (ScriptException refused) {
            throw new IOException(file + ": " + refused.getMessage());
        }
    }

    static String nameOf(Path file) {
        String stem = file.getFileName().toString().replaceFirst("\\.lab$", "");
        return file.getParent().getFileName() + "/" + stem;
    }

    private static Outcome outcome(JsonNode golden) {
        Map<Part, List<String>> parts = new TreeMap<>();
        int number = 0;
        for (JsonNode command : golden.path("commands")) {
            number++;
            parts.put(
                    new Part(Part.Kind.COMMAND, number, command.path("command").asString()),
                    Outcome.command(
                            command.path("exitCode").asInt(),
                            strings(command.path("stdout")),
                            strings(command.path("stderr"))));
        }
        golden.path("captures")
                .properties()
                .forEach(capture ->
                        parts.put(new Part(Part.Kind.CAPTURE, 0, capture.getKey()), strings(capture.getValue())));
        golden.path("state")
                .properties()
                .forEach(namespace -> namespace
                        .getValue()
                        .properties()
                        .forEach(section -> parts.put(
                                new Part(Part.Kind.STATE, 0, namespace.getKey() + " " + section.getKey()),
                                section(section.getKey(), section.getValue()))));
        return new Outcome(parts);
    }

    private static List<String> section(String name, JsonNode value) {
        if (name.equals("namespaces")) {
            return strings(value);
        }
        if (value.isObject()) {
            Map<String, String> values = new TreeMap<>();
            value.properties()
                    .forEach(setting ->
                            values.put(setting.getKey(), setting.getValue().asString()));
            return Outcome.settings(values);
        }
        return value.isArray() ? Outcome.stateLines(name, value) : List.of(value.asString());
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asString()));
        return strings;
    }
}
