package dev.vethlab.benchmark;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.TracedPacket;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * The article's lab again and again, both pings traced: whether every packet with its time, every decision and every printed byte is the
 * same each time, and how long the slowest took. {@code Repeats [TIMES]}.
 */
public final class Repeats {

    private static final int TIMES = 10_000;
    private static final int WARM_UP = 5_000;
    private static final LabSettings ARTICLE = new LabSettings("article", Profile.UBUNTU_16_04, 1, Duration.ofHours(1));
    private static final PingRequest PING =
            new PingRequest(null, "10.1.1.3", "veth0", null, 2, null, null, null, null, null, null, null, null);

    private Repeats() {}

    /** Prints the figures; fails where one differs. */
    public static void main(String[] arguments) throws Exception {
        int times = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : TIMES;
        PrintStream out = System.out;
        String first = digest();
        for (int i = 0; i < WARM_UP; i++) {
            digest();
        }
        long[] cpu = new long[times];
        long[] wall = new long[times];
        for (int i = 0; i < times; i++) {
            long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long before = System.nanoTime();
            String digest = digest();
            wall[i] = System.nanoTime() - before;
            cpu[i] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
            if (!digest.equals(first)) {
                throw new IllegalStateException("repeat " + i + ": " + digest + ", not " + first);
            }
        }
        out.printf("%d repeats, all %s%n", times, first);
        print(out, "CPU", cpu);
        print(out, "by the clock", wall);
    }

    private static void print(PrintStream out, String what, long[] ns) {
        Arrays.sort(ns);
        out.printf(
                "microseconds (%s): median %d, 99 %% %d, 99.9 %% %d, slowest %d%n",
                what,
                ns[ns.length / 2] / 1000,
                ns[ns.length * 99 / 100] / 1000,
                ns[(int) (ns.length * 0.999)] / 1000,
                ns[ns.length - 1] / 1000);
    }

    private static String digest() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Lab lab = new Lab("repeated", ARTICLE, LabLimits.DEFAULT, Instant.EPOCH);
        lab.change(OptionalLong.empty(), session -> {
            for (String line : ArticleLabBenchmark.SCRIPT) {
                if (line.startsWith("ping")) {
                    add(digest, session.ping(PING));
                } else {
                    add(digest, session.run(line).stdout());
                }
            }
            return lab;
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, PingRun run) {
        add(digest, run.result().stdout() + run.result().stderr());
        for (TracedPacket traced : run.packets()) {
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(0, traced.packet().atNs()));
            digest.update(traced.packet().frame().encode());
            add(digest, traced.device());
        }
        for (Step step : run.steps()) {
            add(digest, step.function());
            add(digest, step.detail());
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
