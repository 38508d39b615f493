package dev.vethlab.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The article's lab and a flood of pings, simulated on one thread and by the kernel of this machine (root on Linux); the flood by ns-3 as
 * well, where g++ and libns3-dev are installed.
 */
public final class BesideLinux {

    private static final long WARM_UP_NS = 15_000_000_000L;
    private static final long MEASURED_NS = 5_000_000_000L;
    private static final int ROUND_TRIPS = 10_000;
    private static final Path NS3_HEADERS = Path.of("/usr/include/ns3");

    private BesideLinux() {}

    /** Prints both, and their ratios. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        ArticleLabBenchmark article = new ArticleLabBenchmark();
        double labs = perSecond(article::articleLab, WARM_UP_NS, MEASURED_NS);
        FloodPingBenchmark flood = new FloodPingBenchmark();
        flood.build();
        double roundTrips = perSecond(flood::roundTrips, WARM_UP_NS, MEASURED_NS) * ROUND_TRIPS;
        print(out, "article labs", labs, "batch");
        print(out, "article labs", labs, "bare");
        print(out, "flood round trips", roundTrips, "flood");
        if (Files.exists(NS3_HEADERS)) {
            print(out, "flood round trips", roundTrips, "ns-3", perSecond("bash", "benchmarks/ns3.sh"));
        }
    }

    private static void print(PrintStream out, String what, double ours, String how) throws Exception {
        print(out, what, ours, "Linux, " + how, kernel(how));
    }

    private static void print(PrintStream out, String what, double ours, String whose, double theirs) {
        out.printf(Locale.ROOT, "%s: %.0f a second; %s %.1f; %.1f times%n", what, ours, whose, theirs, ours / theirs);
    }

    private static double perSecond(Callable<?> life, long warmUpNs, long measuredNs) throws Exception {
        long end = System.nanoTime() + warmUpNs;
        while (System.nanoTime() < end) {
            life.call();
        }
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < measuredNs) {
            life.call();
            count++;
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    /** How many a second the kernel of this machine makes: {@code batch}, {@code bare} or {@code flood}. */
    static double kernel(String how) throws IOException, InterruptedException {
        return perSecond("python3", "benchmarks/real-kernel.py", how);
    }

    private static double perSecond(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher matcher = Pattern.compile("([\\d.]+) a second").matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(output);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
