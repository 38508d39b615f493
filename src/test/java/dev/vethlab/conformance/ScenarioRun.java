package dev.vethlab.conformance;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CapturedPacket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One scenario on a fresh simulated machine; its outcome has the form of a golden. */
final class ScenarioRun {

    private static final int CAPTURE_LIMIT = 100_000;
    private static final int COMMAND_NOT_FOUND = 127;
    private static final Map<String, String> SECTIONS = new TreeMap<>(Map.of(
            "link", "-j -d link",
            "addr", "-j addr",
            "route", "-j route show table all",
            "rule", "-j rule",
            "neigh", "-j neigh",
            "fdb", "-j fdb",
            "vlan", "-j vlan"));

    private final Scenario scenario;
    private final Kernel kernel = new Kernel(1, CAPTURE_LIMIT);
    private final CommandLine shell = SimulatedShell.on(kernel);
    private final StableNames names;

    ScenarioRun(Scenario scenario) {
        this.scenario = scenario;
        this.names = new StableNames(scenario.text());
    }

    /**
     * Runs it.
     *
     * @param golden says which namespaces and settings are to be looked at in the end
     */
    ObjectNode outcome(JsonNode golden) {
        List<CommandLine.Result> results = new ArrayList<>();
        noteLinks();
        for (ScriptLine line : scenario.lines()) {
            results.add(shell.run(line.text()));
            noteLinks();
        }
        kernel.machine().sleep((long) (scenario.settle() * 1e9));
        ObjectNode outcome = Json.MAPPER.createObjectNode();
        outcome.set("commands", commands(results));
        outcome.set("captures", captures());
        outcome.set("state", state(golden.path("state")));
        return outcome;
    }

    private void noteLinks() {
        note(kernel.initial());
        kernel.named().values().forEach(this::note);
    }

    private void note(Namespace namespace) {
        for (NetDevice device : namespace.net().devices().all()) {
            names.seen(namespace.label(), device.name(), device.address().toString());
        }
    }

    private ArrayNode commands(List<CommandLine.Result> results) {
        ArrayNode commands = Json.MAPPER.createArrayNode();
        for (int i = 0; i < results.size(); i++) {
            ScriptLine line = scenario.lines().get(i);
            ObjectNode command = commands.addObject();
            command.put("command", line.text());
            command.put("exitCode", results.get(i).exitCode());
            ArrayNode stdout = command.putArray("stdout");
            OutputText.lines(line, results.get(i).stdout(), names).forEach(stdout::add);
            ArrayNode stderr = command.putArray("stderr");
            OutputText.lines(line, results.get(i).stderr(), names).forEach(stderr::add);
        }
        return commands;
    }

    private ObjectNode captures() {
        ObjectNode captures = Json.MAPPER.createObjectNode();
        for (Capture capture : kernel.machine().captures().all()) {
            FrameText frames = new FrameText(names);
            ArrayNode lines = Json.MAPPER.createArrayNode();
            for (CapturedPacket packet : capture.packets()) {
                byte[] bytes = capture.ethernet()
                        ? packet.frame().encode()
                        : packet.frame().payload().encode();
                String line = frames.line(bytes, capture.ethernet());
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
            if (!lines.isEmpty()) {
                captures.set(capture.namespace() + "/" + capture.device(), lines);
            }
        }
        return captures;
    }

    private ObjectNode state(JsonNode golden) {
        ObjectNode state = Json.MAPPER.createObjectNode();
        Set<String> namespaces = new LinkedHashSet<>(golden.propertyNames());
        namespaces.add("host");
        for (String namespace : namespaces) {
            ObjectNode sections = state.putObject(namespace);
            if (namespace.equals("host")) {
                ArrayNode named = sections.putArray("namespaces");
                kernel.named().keySet().stream().sorted().forEach(named::add);
            }
            SECTIONS.forEach((section, arguments) -> section(golden, sections, namespace, section, arguments));
            settings(golden.path(namespace), sections, namespace);
        }
        return state;
    }

    private void section(JsonNode golden, ObjectNode sections, String namespace, String section, String arguments) {
        String program = section.equals("fdb") || section.equals("vlan") ? "bridge" : "ip";
        String where = namespace.equals("host") ? "" : "-n " + namespace + " ";
        CommandLine.Result result = shell.run(program + " " + where + arguments);
        JsonNode expected = golden.path(namespace).path(section);
        if (result.exitCode() == COMMAND_NOT_FOUND && expected.isArray() && expected.isEmpty()) {
            sections.set(section, expected);
            return;
        }
        try {
            String text = result.stdout().isBlank() ? "[]" : result.stdout();
            if (result.exitCode() == 0) {
                sections.set(section, StateText.reduce(section, Json.parse(text), names));
                return;
            }
        } catch (JacksonException notJson) {
            sections.put(section, "no JSON: " + result.stdout());
            return;
        }
        String said = (result.stdout() + result.stderr()).strip();
        sections.put(section, "exit " + result.exitCode() + ": " + said.substring(0, Math.min(200, said.length())));
    }

    private void settings(JsonNode golden, ObjectNode sections, String namespace) {
        if (!golden.has("sysctl")) {
            return;
        }
        ObjectNode values = sections.putObject("sysctl");
        for (String key : golden.path("sysctl").propertyNames()) {
            String where = namespace.equals("host") ? "" : "ip netns exec " + namespace + " ";
            CommandLine.Result result = shell.run(where + "sysctl -n " + key);
            values.put(key, result.exitCode() == 0 ? result.stdout().strip() : "unreadable");
        }
    }
}
