package dev.vethlab.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries inputs on all targets in turn, a round of one target a seed. Whatever a round finds, its seed finds again: {@code
 * rounds=1,seed=S}. As a program: {@code ./mvnw -q -Pbenchmark test -Dbenchmark.main=dev.vethlab.fuzz.Fuzz
 * -Dbenchmark=inputs=10000000,seed=1}.
 */
final class Fuzz {

    private static final Logger LOG = LoggerFactory.getLogger(Fuzz.class);
    private static final int MOST_FINDS = 40;
    private static final int REPORT_SECONDS = 60;

    /**
     * How much is tried.
     *
     * @param inputs at least so many, if nothing else ends it before
     * @param seed of the first round
     * @param rounds at most so many
     * @param seconds no new round is begun after so many
     * @param only the name of a target, or nothing for all of them
     */
    record Extent(long inputs, long seed, long rounds, long seconds, String only) {

        static Extent of(String text) {
            Map<String, String> words = text.isBlank()
                    ? Map.of()
                    : List.of(text.split(",")).stream()
                            .map(word -> word.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            return new Extent(
                    Long.parseLong(words.getOrDefault("inputs", "1000000")),
                    Long.parseLong(words.getOrDefault("seed", "1")),
                    Long.parseLong(words.getOrDefault("rounds", Long.toString(Long.MAX_VALUE))),
                    Long.parseLong(words.getOrDefault("seconds", "86400")),
                    words.getOrDefault("only", ""));
        }
    }

    /** A target as often in a turn as it is worth it. */
    private static final List<String> TURN = List.of(
            "arguments",
            "frames",
            "arguments",
            "scripts",
            "arguments",
            "frames",
            "arguments",
            "documents",
            "arguments",
            "arguments");

    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, String> finds = new LinkedHashMap<>();
    private volatile String at = "";
    private volatile long startedAt;

    Fuzz() {
        Lines lines = Lines.load();
        List.of(new Scripts(lines), new ArgumentVectors(lines), new TapFrames(lines), new Documents(lines))
                .forEach(target -> targets.put(target.name(), target));
    }

    public static void main(String[] arguments) {
        Fuzz fuzz = new Fuzz();
        fuzz.run(Extent.of(arguments.length == 0 ? "" : arguments[0]));
        fuzz.finds().forEach(LOG::error);
        Runtime.getRuntime().exit(fuzz.finds().isEmpty() ? 0 : 1);
    }

    /** What was found, each once. */
    List<String> finds() {
        return new ArrayList<>(finds.values());
    }

    /** How many inputs were tried, by target. */
    Map<String, Long> counts() {
        return counts;
    }

    void run(Extent extent) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(extent.seconds());
        Thread worker = Thread.currentThread();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleAtFixedRate(() -> report(worker), REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
        try {
            long tried = 0;
            for (long seed = extent.seed();
                    tried < extent.inputs()
                            && seed - extent.seed() < extent.rounds()
                            && finds.size() < MOST_FINDS
                            && System.nanoTime() < end;
                    seed++) {
                String name = TURN.get((int) Math.floorMod(seed, (long) TURN.size()));
                if (extent.only().isEmpty() || extent.only().equals(name)) {
                    tried += round(targets.get(name), seed);
                }
            }
        } finally {
            watch.shutdownNow();
        }
        LOG.info("tried: {}; found: {}", counts, finds.size());
    }

    private int round(Target target, long seed) {
        at = target.name() + ", seed " + seed;
        startedAt = System.nanoTime();
        try {
            int inputs = target.play(Choices.by(new SplittableRandom(seed)));
            counts.merge(target.name(), (long) inputs, Long::sum);
            return inputs;
        } catch (Exception | Error failure) {
            String find = Failure.of(failure);
            if (finds.putIfAbsent(Failure.kind(failure), at + ": " + find) == null) {
                LOG.error("{}: {}", at, find);
            }
            return 0;
        }
    }

    /** Says from time to time how far it is, and where it is if it is stuck there. */
    private void report(Thread worker) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt);
        if (seconds < REPORT_SECONDS) {
            LOG.info("tried: {}; at {}; found: {}", counts, at, finds.size());
        } else {
            LOG.warn("{} takes {} s already: {}", at, seconds, List.of(worker.getStackTrace()));
        }
    }
}
