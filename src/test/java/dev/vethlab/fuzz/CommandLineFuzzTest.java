package dev.vethlab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever is typed in a lab: the lab answers, in time, and stays a lab. A few hundred scripts are tried with every build;
 * {@code -Dvethlab.fuzz.inputs=N} tries N, {@code -Dvethlab.fuzz.seed=S} others, {@code -Dvethlab.fuzz.seconds=T} ends then.
 */
class CommandLineFuzzTest {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLineFuzzTest.class);
    private static final long INPUTS = Long.getLong("vethlab.fuzz.inputs", 200);
    private static final long SEED = Long.getLong("vethlab.fuzz.seed", 1);
    private static final long SECONDS = Long.getLong("vethlab.fuzz.seconds", 3600);
    private static final int FAILURES = 20;
    static final Lines LINES = Lines.load();

    @Test
    void whateverIsTypedTheLabAnswersAndStaysALab() {
        List<String> failures = new ArrayList<>();
        long lines = 0;
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (long seed = SEED; seed < SEED + INPUTS && failures.size() < FAILURES && System.nanoTime() < end; seed++) {
            List<String> script = LINES.script(Choices.by(new SplittableRandom(seed)));
            lines += script.size();
            try {
                play(script, seed % 8 == 0);
            } catch (Exception | Error failure) {
                failures.add("seed " + seed + ": " + Failure.of(failure) + "\n" + String.join("\n", script));
            }
        }
        LOG.info("{} lines tried", lines);
        Failure.none(lines + " lines", failures);
    }

    static void play(List<String> script, boolean again) {
        LabWorld world = new LabWorld();
        script.forEach(world::run);
        world.check();
        if (again) {
            world.checkReplay();
        }
    }
}
