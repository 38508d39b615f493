package dev.vethlab.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load tool {@code wrk} and what it says. */
final class Wrk {

    /**
     * What a load came to.
     *
     * @param cpuMicros CPU time of the service a request
     * @param printed the lines that the script printed
     */
    record Figures(long requests, double perSecond, double cpuMicros, double p99Millis, String printed) {}

    private final RunningService service;

    Wrk(RunningService service) {
        this.service = service;
    }

    /** Writes a script that sends the same body to addresses in turn. */
    Path posts(String name, List<String> paths, String body) throws IOException {
        StringBuilder script = new StringBuilder("local paths = {");
        paths.forEach(path -> script.append('\'').append(path).append("',"));
        script.append("}\nlocal i = 0\nlocal headers = {['Content-Type'] = 'application/json'}\n")
                .append(
                        "request = function()\n  i = i % #paths + 1\n  return wrk.format('POST', paths[i], headers, [==[")
                .append(body)
                .append("]==])\nend\n");
        return Files.writeString(service.folder().resolve(name), script);
    }

    /**
     * Loads the service.
     *
     * @throws IllegalStateException where an answer is not 2xx or 3xx, or a connection breaks
     */
    Figures run(Path script, int threads, int connections, int seconds) throws IOException, InterruptedException {
        Figures figures = any(script, threads, connections, seconds);
        if (figures.printed().contains("Non-2xx")) {
            throw new IllegalStateException(figures.printed());
        }
        return figures;
    }

    /**
     * Loads the service with requests that may well be refused.
     *
     * @throws IllegalStateException where a connection breaks
     */
    Figures any(Path script, int threads, int connections, int seconds) throws IOException, InterruptedException {
        Duration before = service.cpu();
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t" + threads,
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--latency",
                        "--timeout",
                        "30s",
                        "-s",
                        script.toString(),
                        service.base())
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        Duration cpu = service.cpu().minus(before);
        if (output.contains("Socket errors")) {
            throw new IllegalStateException(output);
        }
        long requests = Math.round(number(output, "(\\d+) requests in"));
        return new Figures(
                requests,
                number(output, "Requests/sec:\\s+([\\d.]+)"),
                cpu.toNanos() / 1e3 / requests,
                millis(output),
                output);
    }

    /** A number that a script printed. */
    static double number(String output, String pattern) {
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
}
