package dev.vethlab.benchmark;

import java.io.IOException;
import java.io.PrintStream;
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
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST ping-runs} with a trace of 40 packets, beside a resource of the same service that takes the same request and answers the
 * same bytes without doing anything: requests a second, CPU time of the service a request, and the slowest of a hundred. The load is
 * {@code wrk}'s. {@code HttpCost [SECONDS]} a measurement.
 */
public final class HttpCost {

    private static final int LABS = 64;
    private static final int SECONDS = 6;
    private static final int WARM_UPS = 2;
    private static final String REQUEST = "{\"destination\":\"10.0.0.2\",\"count\":10}";

    private static final String SCRIPT = """
            ip netns add other
            ip link add veth0 type veth peer name veth1 netns other
            ip addr add 10.0.0.1/24 dev veth0
            ip link set veth0 up
            ip -n other addr add 10.0.0.2/24 dev veth1
            ip -n other link set veth1 up
            ping -c 1 10.0.0.2
            """;

    private record Figures(double perSecond, double cpuMicros, double p99Millis) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Process service;
    private final String base;

    private HttpCost(Path folder, Process service, String base) {
        this.folder = folder;
        this.service = service;
        this.base = base;
    }

    /** Prints the figures and their ratios. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : SECONDS;
        PrintStream out = System.out;
        Path folder = Files.createTempDirectory("http-cost");
        Path port = folder.resolve("port");
        Process service = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NoOpService.class.getName(),
                        port.toString(),
                        folder.resolve("answer").toString())
                .inheritIO()
                .start();
        try {
            while (service.isAlive() && (!Files.exists(port) || Files.size(port) == 0)) {
                Thread.sleep(100);
            }
            new HttpCost(folder, service, "http://127.0.0.1:" + Files.readString(port)).run(out, seconds);
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private void run(PrintStream out, int seconds) throws Exception {
        List<String> runs = new ArrayList<>();
        String answer = "";
        for (int i = 0; i < LABS; i++) {
            String lab = post("/api/v1/labs", "application/json", "{}")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            post(lab + "/commands", "text/plain", SCRIPT);
            runs.add(lab + "/ping-runs");
            answer = post(lab + "/ping-runs", "application/json", REQUEST).body();
        }
        Files.writeString(folder.resolve("answer"), answer);
        out.printf("an answer has %d bytes%n", answer.length());
        Path real = load("real.lua", runs);
        Path noOp = load("noop.lua", List.of("/noop"));
        for (int i = 0; i < WARM_UPS; i++) {
            measure(real, 8, seconds);
            measure(noOp, 8, seconds);
        }
        out.println("connections  what       requests/s  CPU us/request  p99 ms");
        for (int connections : new int[] {8, 64}) {
            Figures ours = measure(real, connections, seconds);
            Figures nothing = measure(noOp, connections, seconds);
            print(out, connections, "ping-runs", ours);
            print(out, connections, "no-op", nothing);
            out.printf(
                    Locale.ROOT,
                    "%11d  ratio      %10.2f  %14.2f  %6.2f%n",
                    connections,
                    ours.perSecond / nothing.perSecond,
                    ours.cpuMicros / nothing.cpuMicros,
                    ours.p99Millis / nothing.p99Millis);
        }
    }

    private static void print(PrintStream out, int connections, String what, Figures figures) {
        out.printf(
                Locale.ROOT,
                "%11d  %-9s  %10.0f  %14.1f  %6.1f%n",
                connections,
                what,
                figures.perSecond,
                figures.cpuMicros,
                figures.p99Millis);
    }

    private Figures measure(Path script, int connections, int seconds) throws IOException, InterruptedException {
        Duration before = service.info().totalCpuDuration().orElseThrow();
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--latency",
                        "-s",
                        script.toString(),
                        base)
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        Duration cpu = service.info().totalCpuDuration().orElseThrow().minus(before);
        if (output.contains("Non-2xx") || output.contains("Socket errors")) {
            throw new IllegalStateException(output);
        }
        double requests = number(output, "(\\d+) requests in");
        return new Figures(
                number(output, "Requests/sec:\\s+([\\d.]+)"), cpu.toNanos() / 1e3 / requests, millis(output));
    }

    private static double number(String output, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(output);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static double millis(String output) {
        Matcher matcher = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)").matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(output);
        }
        double value = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> value / 1e3;
            case "ms" -> value;
            default -> value * 1e3;
        };
    }

    private Path load(String name, List<String> paths) throws IOException {
        StringBuilder script = new StringBuilder("local paths = {");
        paths.forEach(path -> script.append('\'').append(path).append("',"));
        script.append("}\nlocal i = 0\nlocal headers = {['Content-Type'] = 'application/json'}\n")
                .append("request = function()\n  i = i % #paths + 1\n  return wrk.format('POST', paths[i], headers, '")
                .append(REQUEST)
                .append("')\nend\n");
        return Files.writeString(folder.resolve(name), script);
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return answer;
    }
}
