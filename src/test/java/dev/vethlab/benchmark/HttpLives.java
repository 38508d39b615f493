package dev.vethlab.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The article's lab over HTTP: its whole life as one request, which is a grading (made, a ping that fails, the cure, a ping that works, the
 * captures looked through, forgotten), and as the chain of requests that a client sends; beside the same by {@code ip -batch} and
 * {@code ping} on the kernel of this machine (root on Linux; needs wrk). {@code HttpLives [SECONDS]} a measurement.
 */
public final class HttpLives {

    private static final int SECONDS = 10;
    private static final int CONNECTIONS = 2;
    private static final Path CHAIN = Path.of("benchmarks/chain.lua");

    private HttpLives() {}

    /** Prints lives a second, and their ratios. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : SECONDS;
        PrintStream out = System.out;
        double kernel = BesideLinux.kernel("batch");
        try (RunningService service = RunningService.start("-Xmx2g")) {
            Wrk wrk = new Wrk(service);
            requireFullMarks(service.post("/api/v1/gradings", "application/json", grading())
                    .body());
            Path gradings = wrk.posts("gradings.lua", List.of("/api/v1/gradings"), grading());
            wrk.run(gradings, CONNECTIONS, CONNECTIONS, 2 * seconds);
            print(
                    out,
                    "one request",
                    wrk.run(gradings, CONNECTIONS, CONNECTIONS, seconds).perSecond(),
                    kernel);
            wrk.run(CHAIN, CONNECTIONS, CONNECTIONS, seconds);
            String printed = wrk.run(CHAIN, CONNECTIONS, CONNECTIONS, seconds).printed();
            if (Wrk.number(printed, "us, (\\d+) wrong") > 0) {
                throw new IllegalStateException(printed);
            }
            double lives = Wrk.number(printed, "lives (\\d+) in") / Wrk.number(printed, "in (\\d+) us") * 1e6;
            print(out, "a chain of 8 requests", lives, kernel);
        }
    }

    private static void print(PrintStream out, String how, double lives, double kernel) {
        out.printf(
                Locale.ROOT,
                "%s: %.0f lives a second; Linux (ip -batch) %.1f; %.0f times%n",
                how,
                lives,
                kernel,
                lives / kernel);
    }

    private static String grading() {
        String script = ArticleLabBenchmark.SCRIPT.stream().collect(Collectors.joining("\\n"));
        return """
                {"rubric":{"profile":"ubuntu-16.04","checks":[
                {"id":"heard","seen":{"interface":"veth1","direction":"in","filter":"arp","min":1}},
                {"id":"answered","seen":{"interface":"lo","filter":"icmp[icmptype] == icmp-echoreply","min":2}}]},
                "submission":{"script":"%s"}}""".formatted(script);
    }

    private static void requireFullMarks(String report) {
        if (!report.contains("\"score\":{\"points\":2,\"of\":2}")) {
            throw new IllegalStateException(report);
        }
    }
}
