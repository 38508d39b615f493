package dev.vethlab.verify;

import dev.vethlab.verify.linux.LinuxMachine;
import dev.vethlab.verify.linux.LinuxRun;
import dev.vethlab.verify.normal.Difference;
import dev.vethlab.verify.normal.Differences;
import dev.vethlab.verify.normal.Outcome;
import dev.vethlab.verify.normal.Part;
import dev.vethlab.verify.recording.Recorder;
import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.RecordingException;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.simulated.SimulatedRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a script on the real kernel with the same script on the simulated one. */
public final class Verification {

    /** How often the kernel must do the same before a difference counts. */
    private static final int RUNS = 3;

    /** How many draws of the simulator must differ before a difference counts. */
    private static final int SEEDS = 10;

    private Verification() {}

    /**
     * A script on both kernels, side by side.
     *
     * @param linux what the real one did
     * @param differences where the simulated one did something else, each command at the same time, whatever it draws by lot
     */
    public record Run(Outcome linux, List<Difference> differences) {

        /** Runs a script once on the real kernel and, as long as there are differences, with several seeds on the simulated one. */
        public static Run of(Script script) throws RecordingException {
            return of(script, LinuxRun::of);
        }

        static Run of(Script script, Recorder kernel) throws RecordingException {
            Recording recording = kernel.record(script);
            Outcome linux = Outcome.of(script, recording);
            List<Difference> differences = differences(script, recording, linux, 1);
            for (long seed = 2; seed <= SEEDS && !differences.isEmpty(); seed++) {
                Set<Part> still = parts(differences(script, recording, linux, seed));
                differences = differences.stream()
                        .filter(difference -> still.contains(difference.part()))
                        .toList();
            }
            return new Run(linux, differences);
        }

        private static List<Difference> differences(Script script, Recording recording, Outcome linux, long seed) {
            Recording simulated = SimulatedRun.atTheTimesOf(recording, script, seed);
            return Differences.between(linux, Outcome.of(script, simulated));
        }
    }

    /** Compares a script; where there is a difference it is run again, to see whether the kernel means it. */
    public static Verdict of(Script script) {
        List<String> missing = LinuxMachine.missing(script);
        if (!missing.isEmpty()) {
            return new Verdict.Failed("not installed: " + String.join(", ", missing));
        }
        return of(script, LinuxRun::of);
    }

    /**
     * Compares a script with a kernel elsewhere.
     *
     * @param kernel asked once, and twice more where there is a difference
     */
    public static Verdict of(Script script, Recorder kernel) {
        try {
            Run first = Run.of(script, kernel);
            List<Difference> differences = first.differences();
            return differences.isEmpty() ? new Verdict.Agrees() : confirmed(script, kernel, first, differences);
        } catch (RecordingException failure) {
            return new Verdict.Failed(String.valueOf(failure.getMessage()));
        }
    }

    private static Verdict confirmed(Script script, Recorder kernel, Run first, List<Difference> differences)
            throws RecordingException {
        List<Difference> real = new ArrayList<>(differences);
        Set<Part> unstable = new LinkedHashSet<>();
        for (int run = 1; run < RUNS && !real.isEmpty(); run++) {
            Run again = Run.of(script, kernel);
            Set<Part> differing = parts(again.differences());
            Set<Part> changing = parts(Differences.between(first.linux(), again.linux()));
            for (Difference difference : List.copyOf(real)) {
                Part part = difference.part();
                if (changing.contains(part) || !differing.contains(part)) {
                    real.remove(difference);
                    unstable.add(part);
                }
            }
        }
        return real.isEmpty() ? new Verdict.Unstable(List.copyOf(unstable)) : new Verdict.Differs(real);
    }

    private static Set<Part> parts(List<Difference> differences) {
        return differences.stream().map(Difference::part).collect(Collectors.toSet());
    }
}
