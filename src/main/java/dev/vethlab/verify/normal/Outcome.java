package dev.vethlab.verify.normal;

import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.Recording.Answer;
import dev.vethlab.verify.recording.Recording.CommandRecord;
import dev.vethlab.verify.recording.Recording.SeenPackets;
import dev.vethlab.verify.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a script did, in normal form: lines of text for each part. A part without lines is as good as none.
 *
 * @param parts in order
 */
public record Outcome(Map<Part, List<String>> parts) {

    private static final int LONGEST_COMPLAINT = 200;

    /** The normal form of a recording of a script. */
    public static Outcome of(Script script, Recording recording) {
        StableNames names = new StableNames(script.text());
        recording.links().forEach(link -> names.seen(link.namespace(), link.device(), link.mac()));
        Map<Part, List<String>> parts = new TreeMap<>();
        for (int i = 0; i < recording.commands().size(); i++) {
            CommandRecord command = recording.commands().get(i);
            List<String> out = OutputText.lines(script.lines().get(i), command.stdout(), names);
            List<String> err = OutputText.lines(script.lines().get(i), command.stderr(), names);
            parts.put(Part.command(i + 1, command.command()), command(command.exitCode(), out, err));
        }
        for (SeenPackets capture : recording.captures()) {
            List<String> lines = capture(capture, names);
            parts.computeIfAbsent(Part.capture(capture.namespace(), capture.device()), unseen -> new ArrayList<>())
                    .addAll(lines);
        }
        recording
                .state()
                .forEach((namespace, sections) -> sections.forEach(
                        (section, answer) -> parts.put(Part.state(namespace, section), state(section, answer, names))));
        List<String> named = recording.state().keySet().stream()
                .filter(name -> !name.equals("host"))
                .sorted()
                .toList();
        parts.put(Part.state("host", "namespaces"), named);
        recording
                .settings()
                .forEach((namespace, values) -> parts.put(Part.state(namespace, "sysctl"), settings(values)));
        return new Outcome(parts);
    }

    /** What a command did: its exit code, and what it printed. */
    public static List<String> command(int exitCode, List<String> stdout, List<String> stderr) {
        List<String> lines = new ArrayList<>(stdout);
        stderr.forEach(line -> lines.add("stderr: " + line));
        if (exitCode != 0) {
            lines.add("exit code " + exitCode);
        }
        return lines;
    }

    private static List<String> capture(SeenPackets capture, StableNames names) {
        FrameText text = new FrameText(names);
        List<String> lines = new ArrayList<>();
        for (byte[] frame : capture.frames()) {
            String line = text.line(frame, capture.ethernet());
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<String> state(String section, Answer answer, StableNames names) {
        if (answer.exitCode() == 0) {
            try {
                JsonNode items = Json.parse(answer.text().isBlank() ? "[]" : answer.text());
                return stateLines(section, StateText.reduce(section, items, names));
            } catch (JacksonException notJson) {
                return List.of("no JSON: " + answer.text());
            }
        }
        String complaint = answer.text().strip();
        return List.of("exit " + answer.exitCode() + ": "
                + complaint.substring(0, Math.min(LONGEST_COMPLAINT, complaint.length())));
    }

    /** A section of the state, already reduced to what is compared. */
    public static List<String> stateLines(String section, JsonNode items) {
        return Json.items(items, StateText.isOrdered(section));
    }

    /** Settings with their values. */
    public static List<String> settings(Map<String, String> values) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(values).forEach((key, value) -> lines.add(key + " = " + value));
        return lines;
    }
}
