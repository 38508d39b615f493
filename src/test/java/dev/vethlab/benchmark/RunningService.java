package dev.vethlab.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service with {@link NoOpService}'s additions in a process of its own, which ends when this is closed. */
final class RunningService implements AutoCloseable {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Process process;
    private final String base;

    private RunningService(Path folder, Process process, String base) {
        this.folder = folder;
        this.process = process;
        this.base = base;
    }

    /**
     * Starts one.
     *
     * @param options of the JVM
     */
    static RunningService start(String... options) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("vethlab-benchmark");
        Path port = folder.resolve("port");
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                NoOpService.class.getName(),
                port.toString(),
                folder.resolve("answer").toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        while (!Files.exists(port) || Files.size(port) == 0) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the service did not start");
            }
            Thread.sleep(100);
        }
        return new RunningService(folder, process, "http://127.0.0.1:" + Files.readString(port));
    }

    /** The beginning of its addresses. */
    String base() {
        return base;
    }

    /** A folder that is there for as long as the machine keeps temporary files. */
    Path folder() {
        return folder;
    }

    /** What {@code POST /api/v1/noop} answers from now on. */
    void answerNoOpWith(String body) throws IOException {
        Files.writeString(folder.resolve("answer"), body);
    }

    /** The CPU time that it has taken so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** The bytes on its heap that are still used after a full collection of garbage. */
    long heapAfterCollection() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd",
                        String.valueOf(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        Matcher matcher = TOTAL.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(output);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Sends a request with a body, which has to succeed. */
    HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Reads what is at an address. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    /** Deletes what is at an address. */
    void delete(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(base + path)).DELETE());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
