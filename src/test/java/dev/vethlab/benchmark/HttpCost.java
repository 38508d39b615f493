package dev.vethlab.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code POST ping-runs} with a trace of 40 packets, beside a resource of the same service, behind the same filters, that takes the same
 * request and answers the same bytes without doing anything: requests a second, CPU time of the service a request, and the slowest of a
 * hundred. The load is {@code wrk}'s. Both are warmed up in turn, until the JVM has compiled what it will compile and the labs keep
 * as many runs and packets as they ever will; then they take turns, and the median of the rounds is what counts.
 *
 * <p>{@code HttpCost [SECONDS]} a measurement; {@code JAVA_TOOL_OPTIONS} gives the service other options, such as another collector.
 */
public final class HttpCost {

    private static final int LABS = 64;
    private static final int SECONDS = 4;
    private static final int WARM_UPS = 8;
    private static final int ROUNDS = 5;
    private static final String FIGURES = "%11d  %-9s  %10.0f  %14.1f  %6.1f%n";
    private static final String RATIOS = "%11d  %-9s  %10.2f  %14.2f  %6.2f%n";
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

    private HttpCost() {}

    /** Prints the figures and their ratios. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : SECONDS;
        PrintStream out = System.out;
        try (RunningService service = RunningService.start("-Xmx2g")) {
            List<String> runs = labs(service);
            String answer =
                    service.post(runs.get(0), "application/json", REQUEST).body();
            service.answerNoOpWith(answer);
            out.printf("an answer has %d bytes%n", answer.length());
            Wrk wrk = new Wrk(service);
            Path real = wrk.posts("real.lua", runs, REQUEST);
            Path noOp = wrk.posts("noop.lua", List.of("/api/v1/noop"), REQUEST);
            for (int i = 0; i < WARM_UPS; i++) {
                wrk.run(real, 1, 8, seconds);
                wrk.run(noOp, 1, 8, seconds);
            }
            out.println("connections  what       requests/s  CPU us/request  p99 ms");
            for (int connections : new int[] {8, 64}) {
                Side ours = new Side();
                Side nothing = new Side();
                Side ratio = new Side();
                for (int round = 0; round < ROUNDS; round++) {
                    Wrk.Figures own = wrk.run(real, 1, connections, seconds);
                    Wrk.Figures none = wrk.run(noOp, 1, connections, seconds);
                    ours.add(own.perSecond(), own.cpuMicros(), own.p99Millis());
                    nothing.add(none.perSecond(), none.cpuMicros(), none.p99Millis());
                    ratio.add(
                            own.perSecond() / none.perSecond(),
                            own.cpuMicros() / none.cpuMicros(),
                            own.p99Millis() / none.p99Millis());
                }
                ours.print(out, connections, "ping-runs", FIGURES);
                nothing.print(out, connections, "no-op", FIGURES);
                ratio.print(out, connections, "ratio", RATIOS);
            }
        }
    }

    private static List<String> labs(RunningService service) throws Exception {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < LABS; i++) {
            String lab = service.post("/api/v1/labs", "application/json", "{}")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            service.post(lab + "/commands", "text/plain", SCRIPT);
            runs.add(lab + "/ping-runs");
        }
        return runs;
    }

    /** The rounds of one side. */
    private static final class Side {

        private final Rounds perSecond = new Rounds();
        private final Rounds cpuMicros = new Rounds();
        private final Rounds p99Millis = new Rounds();

        void add(double requests, double micros, double slowest) {
            perSecond.add(requests);
            cpuMicros.add(micros);
            p99Millis.add(slowest);
        }

        void print(PrintStream out, int connections, String what, String line) {
            out.printf(
                    Locale.ROOT, line, connections, what, perSecond.median(), cpuMicros.median(), p99Millis.median());
        }
    }
}
