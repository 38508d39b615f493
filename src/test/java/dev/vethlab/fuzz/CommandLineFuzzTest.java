package dev.vethlab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever is typed in a lab: the lab answers, in time, and stays a lab. A few hundred scripts are tried with every build;
 * {@code -Dvethlab.fuzz.inputs=N} tries N, {@code -Dvethlab.fuzz.seed=S} others.
 */
class CommandLineFuzzTest {

    private static final long INPUTS = Long.getLong("vethlab.fuzz.inputs", 200);
    private static final long SEED = Long.getLong("vethlab.fuzz.seed", 1);
    private static final int FAILURES = 20;
    static final Lines LINES = Lines.load();

    @Test
    void whateverIsTypedTheLabAnswersAndStaysALab() {
        List<String> failures = new ArrayList<>();
        long lines = 0;
        for (long seed = SEED; seed < SEED + INPUTS && failures.size() < FAILURES; seed++) {
            List<String> script = LINES.script(Choices.by(new SplittableRandom(seed)));
            lines += script.size();
            try {
                play(script, seed % 8 == 0);
            } catch (Exception | Error failure) {
                failures.add("seed " + seed + ": " + Failure.of(failure) + "\n" + String.join("\n", script));
            }
        }
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
