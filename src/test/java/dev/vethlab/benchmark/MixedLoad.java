package dev.vethlab.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many clients at once, for minutes: labs made, worked on in every way, deleted ({@code benchmarks/mixed.lua}; needs wrk). After each
 * minute the labs that are left are counted, which must be at most one a client that was cut off, and deleted; then the heap that is used
 * after a full collection is printed. The service must have answered nothing with 5xx and nothing that was not expected.
 * {@code MixedLoad [SECONDS]}; an hour's worth of load is {@code MixedLoad 600}.
 */
public final class MixedLoad {

    private static final int SECONDS = 60;
    private static final int PART = 60;
    private static final int CLIENTS = 16;
    private static final Path SCRIPT = Path.of("benchmarks/mixed.lua");
    private static final double MIB = 1048576;
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\w+)\"");

    private MixedLoad() {}

    /** Prints the figures; fails where the service did. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : SECONDS;
        PrintStream out = System.out;
        try (RunningService service = RunningService.start("-Xmx1g")) {
            Wrk wrk = new Wrk(service);
            wrk.any(SCRIPT, CLIENTS, CLIENTS, Math.min(PART, seconds));
            deleteLabs(service);
            long requests = 0;
            long failed = 0;
            long wrong = 0;
            out.println(" until s   requests  requests/s  p99 ms    labs  labs left  heap MiB");
            for (int done = 0; done < seconds; done += PART) {
                int part = Math.min(PART, seconds - done);
                Wrk.Figures figures = wrk.any(SCRIPT, CLIENTS, CLIENTS, part);
                requests += figures.requests();
                failed += Math.round(Wrk.number(figures.printed(), "failed (\\d+)"));
                wrong += Math.round(Wrk.number(figures.printed(), "wrong (\\d+)"));
                int left = deleteLabs(service);
                out.printf(
                        Locale.ROOT,
                        "%8d  %9d  %10.0f  %6.1f  %6.0f  %9d  %8.1f%n",
                        done + part,
                        requests,
                        figures.perSecond(),
                        figures.p99Millis(),
                        Wrk.number(figures.printed(), "labs (\\d+)"),
                        left,
                        service.heapAfterCollection() / MIB);
                if (failed > 0 || wrong > 0 || left > CLIENTS) {
                    throw new IllegalStateException(figures.printed());
                }
            }
            out.printf("%d requests, %d answered with 5xx, %d not as expected%n", requests, failed, wrong);
        }
    }

    private static int deleteLabs(RunningService service) throws Exception {
        int deleted = 0;
        Matcher lab = ID.matcher(service.get("/api/v1/labs?pageSize=500").body());
        while (lab.find()) {
            service.delete("/api/v1/labs/" + lab.group(1));
            deleted++;
        }
        return deleted;
    }
}
