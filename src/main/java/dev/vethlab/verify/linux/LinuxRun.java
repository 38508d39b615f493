package dev.vethlab.verify.linux;

import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.Recording.Answer;
import dev.vethlab.verify.recording.Recording.CommandRecord;
import dev.vethlab.verify.recording.Recording.SeenLink;
import dev.vethlab.verify.recording.Recording.SeenPackets;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptLine;
import dev.vethlab.verify.script.WrittenSetting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records what a script does on the kernel of this machine. The work is done by {@code recorder.py} in new network, mount, PID
 * and UTS namespaces; it lives no longer than this process, whatever becomes of it, and with it goes all it made.
 */
public final class LinuxRun {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final double COMMAND_LIMIT_SECONDS = 60;
    private static final int SCRIPT_LIMIT_SECONDS = 300;
    private static final double NANOSECONDS = 1e9;

    private LinuxRun() {}

    /**
     * Runs a script and returns when everything is over.
     *
     * @throws RecordingException when the script, or a command of it, takes too long, or the machine does not let it run
     */
    public static Recording of(Script script) throws RecordingException {
        try {
            JsonNode answer = JSON.readTree(ask(JSON.writeValueAsString(request(script)) + "\n"));
            if (answer.has("error")) {
                throw new RecordingException(answer.path("error").asString());
            }
            return recording(answer);
        } catch (IOException | JacksonException failure) {
            throw new RecordingException(String.valueOf(failure.getMessage()));
        }
    }

    private static ObjectNode request(Script script) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode lines = request.putArray("lines");
        script.lines().stream().map(ScriptLine::text).forEach(lines::add);
        request.put("settle", script.settle());
        request.put("timeout", COMMAND_LIMIT_SECONDS);
        ObjectNode sections = request.putObject("sections");
        Recording.SECTIONS.forEach(sections::put);
        ObjectNode settings = request.putObject("settings");
        for (WrittenSetting written : script.writtenSettings()) {
            settings.withArray("/" + written.namespace()).add(written.key());
        }
        return request;
    }

    /** One line of JSON to the recorder, one back. */
    private static String ask(String request) throws IOException, RecordingException {
        Process process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        "--pid",
                        "--uts",
                        "--fork",
                        "--kill-child",
                        "python3",
                        "-c",
                        source())
                .start();
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(SCRIPT_LIMIT_SECONDS, TimeUnit.SECONDS));
        try (OutputStream in = process.getOutputStream();
                InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            // The recorder lives as long as its input: the stream stays open until the answer is here.
            in.write(request.getBytes(StandardCharsets.UTF_8));
            in.flush();
            String answer = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (answer.isBlank()) {
                String complaint = new String(err.readAllBytes(), StandardCharsets.UTF_8).strip();
                throw new RecordingException(
                        complaint.isEmpty() ? "stopped after " + SCRIPT_LIMIT_SECONDS + " seconds" : complaint);
            }
            return answer;
        } finally {
            limit.cancel(false);
            process.destroyForcibly();
        }
    }

    private static String source() throws IOException {
        try (InputStream source = LinuxRun.class.getResourceAsStream("recorder.py")) {
            if (source == null) {
                throw new IOException("recorder.py is missing");
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Recording recording(JsonNode answer) {
        List<CommandRecord> commands = new ArrayList<>();
        for (JsonNode command : answer.path("commands")) {
            commands.add(new CommandRecord(
                    command.path("command").asString(),
                    (long) (command.path("start").asDouble() * NANOSECONDS),
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
        long finished = (long) (answer.path("finished").asDouble() * NANOSECONDS);
        return new Recording(commands, finished, links, captures(answer), state(answer), settings(answer));
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
                                said.path("exitCode").asInt(), said.path("text").asString()));
            });
            state.put(namespace.getKey(), sections);
        });
        return state;
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
