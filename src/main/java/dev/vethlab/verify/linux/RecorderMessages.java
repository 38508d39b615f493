package dev.vethlab.verify.linux;

import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.Recording.Answer;
import dev.vethlab.verify.recording.Recording.CommandRecord;
import dev.vethlab.verify.recording.Recording.SeenLink;
import dev.vethlab.verify.recording.Recording.SeenPackets;
import dev.vethlab.verify.recording.Recording.Span;
import dev.vethlab.verify.recording.RecordingException;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptLine;
import dev.vethlab.verify.script.WrittenSetting;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code recorder.py} is asked and answers: a line of JSON each. */
public final class RecorderMessages {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final double COMMAND_LIMIT_SECONDS = 60;
    private static final double NANOSECONDS = 1e9;

    private RecorderMessages() {}

    /** The request for a script, on one line. */
    public static String request(Script script) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode lines = request.putArray("lines");
        script.lines().stream().map(ScriptLine::text).forEach(lines::add);
        request.put("settle", script.settle());
        request.put("timeout", COMMAND_LIMIT_SECONDS);
        request.put("tunnels", script.text().contains("vxlan"));
        ObjectNode sections = request.putObject("sections");
        Recording.SECTIONS.forEach(sections::put);
        ObjectNode settings = request.putObject("settings");
        for (WrittenSetting written : script.writtenSettings()) {
            settings.withArray("/" + written.namespace()).add(written.key());
        }
        return JSON.writeValueAsString(request);
    }

    /**
     * The recording in an answer.
     *
     * @throws RecordingException when the answer is that there is none
     */
    public static Recording recording(String answer) throws RecordingException {
        try {
            JsonNode recorded = JSON.readTree(answer);
            if (recorded.has("error")) {
                throw new RecordingException(recorded.path("error").asString());
            }
            return recording(recorded);
        } catch (JacksonException broken) {
            throw new RecordingException(String.valueOf(broken.getMessage()));
        }
    }

    private static Recording recording(JsonNode answer) {
        List<CommandRecord> commands = new ArrayList<>();
        for (JsonNode command : answer.path("commands")) {
            commands.add(new CommandRecord(
                    command.path("command").asString(),
                    span(command),
                    command.path("exitCode").asInt(),
                    command.path("stdout").asString(),
                    command.path("stderr").asString()));
        }
        List<SeenLink> links = new ArrayList<>();
        for (JsonNode link : answer.path("links")) {
            links.add(new SeenLink(
                    link.path(0).asString(),
                    link.path(1).asString(),
                    link.path(2).asString()));
        }
        long finished = nanoseconds(answer.path("finished"));
        long uptime = answer.path("uptime").asLong();
        int processors = answer.path("processors").asInt();
        boolean tunnelsNoted = answer.path("tunnelsNoted").asBoolean();
        return new Recording(
                uptime,
                processors,
                tunnelsNoted,
                commands,
                finished,
                links,
                captures(answer),
                state(answer),
                settings(answer),
                reachable(answer));
    }

    private static Span span(JsonNode command) {
        JsonNode first = command.path("firstPacket");
        return new Span(
                nanoseconds(command.path("start")),
                nanoseconds(command.path("end")),
                first.isNumber() ? OptionalLong.of(nanoseconds(first)) : OptionalLong.empty());
    }

    private static long nanoseconds(JsonNode seconds) {
        return (long) (seconds.asDouble() * NANOSECONDS);
    }

    private static List<SeenPackets> captures(JsonNode answer) {
        List<SeenPackets> captures = new ArrayList<>();
        for (JsonNode capture : answer.path("captures")) {
            List<byte[]> frames = new ArrayList<>();
            capture.path(3).forEach(frame -> frames.add(Base64.getDecoder().decode(frame.asString())));
            captures.add(new SeenPackets(
                    capture.path(0).asString(),
                    capture.path(1).asString(),
                    capture.path(2).asBoolean(),
                    frames));
        }
        return captures;
    }

    private static Map<String, Map<String, Answer>> state(JsonNode answer) {
        Map<String, Map<String, Answer>> state = new LinkedHashMap<>();
        answer.path("state").properties().forEach(namespace -> {
            Map<String, Answer> sections = new LinkedHashMap<>();
            namespace.getValue().properties().forEach(section -> {
                JsonNode said = section.getValue();
                sections.put(
                        section.getKey(),
                        new Answer(
                                nanoseconds(said.path("start")),
                                said.path("exitCode").asInt(),
                                said.path("text").asString()));
            });
            state.put(namespace.getKey(), sections);
        });
        return state;
    }

    private static Map<String, Map<String, Long>> reachable(JsonNode answer) {
        Map<String, Map<String, Long>> reachable = new LinkedHashMap<>();
        answer.path("reachable").properties().forEach(namespace -> {
            Map<String, Long> times = new LinkedHashMap<>();
            namespace
                    .getValue()
                    .properties()
                    .forEach(device ->
                            times.put(device.getKey(), device.getValue().asLong()));
            reachable.put(namespace.getKey(), times);
        });
        return reachable;
    }

    private static Map<String, Map<String, String>> settings(JsonNode answer) {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        answer.path("settings").properties().forEach(namespace -> {
            Map<String, String> values = new LinkedHashMap<>();
            namespace
                    .getValue()
                    .properties()
                    .forEach(
                            value -> values.put(value.getKey(), value.getValue().asString()));
            settings.put(namespace.getKey(), values);
        });
        return settings;
    }
}
