package dev.vethlab.benchmark;

import dev.vethlab.lab.Ids;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.lab.store.MemoryLabStore;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * How much memory a lab of the article's size takes, both pings run: while it is used, and when it has been idle. Then as many
 * idle ones as asked for, in one store: {@code IdleLabs [LABS]}.
 */
public final class IdleLabs {

    private static final int USED = 1_000;
    private static final int IDLE = 100_000; // a multiple of USED
    private static final Duration IDLE_AFTER = Duration.ofSeconds(1);

    private IdleLabs() {}

    /** Prints the figures; fails where the heap is too small. */
    public static void main(String[] arguments) throws Exception {
        int labs = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : IDLE;
        PrintStream out = System.out;
        LabStore used = new MemoryLabStore(2 * USED, Duration.ofHours(1), InstantSource.system());
        add(used, USED);
        long warm = heap();
        add(used, USED);
        out.printf("in use: %.1f KiB a lab%n", (heap() - warm) / 1024.0 / USED);
        used.all().forEach(lab -> used.remove(lab.id()));
        LabStore store = new MemoryLabStore(labs, IDLE_AFTER, InstantSource.system());
        for (int made = 0; made < labs; made += USED) {
            add(store, USED);
        }
        Thread.sleep(3 * IDLE_AFTER.toMillis());
        long all = heap();
        out.printf(
                "idle: %d labs, %.0f MiB of heap in all, %.1f KiB a lab, at most %.0f MiB allowed%n",
                labs, all / 1048576.0, all / 1024.0 / labs, Runtime.getRuntime().maxMemory() / 1048576.0);
        Reference.reachabilityFence(store);
    }

    private static void add(LabStore store, int labs) throws Exception {
        for (int i = 0; i < labs; i++) {
            Lab lab = new Lab(
                    Ids.next(),
                    new LabSettings("article", Profile.UBUNTU_16_04, 1, Duration.ofHours(1)),
                    LabLimits.DEFAULT,
                    Instant.EPOCH);
            for (String line : ArticleLabBenchmark.SCRIPT) {
                lab.change(OptionalLong.empty(), session -> session.run(line));
            }
            store.add(lab);
        }
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
