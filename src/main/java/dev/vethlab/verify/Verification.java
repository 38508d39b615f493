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
import dev.vethlab.verify.simulated.Variant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a script on the real kernel with the same script on the simulated one. */
public final class Verification {

    /** How often the kernel must do the same before a difference counts. */
    private static final int RUNS = 3;

    private Verification() {}

    /**
     * A script on both kernels, side by side.
     *
     * @param linux what the real one did
     * @param attempts where each run of the simulated one did something else, in everything that was compared; the last one is empty
     *     if there was a run that did everything as the real one
     */
    public record Run(Outcome linux, List<List<Difference>> attempts) {

        /** Runs a script once on the real kernel and, as long as there are differences, in several variants on the simulated one. */
        public static Run of(Script script) throws RecordingException {
            return of(script, LinuxRun::of);
        }

        static Run of(Script script, Recorder kernel) throws RecordingException {
            Recording recording = kernel.record(script);
            Outcome linux = Outcome.of(script, recording);
            List<List<Difference>> attempts = new ArrayList<>();
            for (Variant variant : Variant.all()) {
                Recording simulated = SimulatedRun.atTheTimesOf(recording, script, variant);
                attempts.add(Differences.between(linux, Outcome.of(script, simulated)));
                if (last(attempts).isEmpty()
                        || attempts.size() == Variant.FEW
                                && !alwaysDiffering(attempts).isEmpty()) {
                    break;
                }
            }
            return new Run(linux, List.copyOf(attempts));
        }

        /** Whether one run of the simulator did everything as the kernel. */
        boolean agrees() {
            return last(attempts).isEmpty();
        }

        /** Where the run that was nearest to the kernel did something else; empty where one did everything as the kernel. */
        public List<Difference> differences() {
            return nearest(Set.of());
        }

        /** The same, with some parts left out. */
        List<Difference> nearest(Set<Part> leftOut) {
            return attempts.stream()
                    .map(attempt -> attempt.stream()
                            .filter(difference -> !leftOut.contains(difference.part()))
                            .toList())
                    .min(Comparator.comparingInt(List::size))
                    .orElseThrow();
        }

        /** A part that no variant touches will not agree in any other. */
        private static Set<Part> alwaysDiffering(List<List<Difference>> attempts) {
            Set<Part> always = parts(attempts.get(0));
            attempts.forEach(attempt -> always.retainAll(parts(attempt)));
            return always;
        }

        private static List<Difference> last(List<List<Difference>> attempts) {
            return attempts.get(attempts.size() - 1);
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
            return first.agrees() ? new Verdict.Agrees() : confirmed(script, kernel, first);
        } catch (RecordingException failure) {
            return new Verdict.Failed(String.valueOf(failure.getMessage()));
        }
    }

    /** Only what the kernel does every time counts; in that no run may have been as any of its. */
    private static Verdict confirmed(Script script, Recorder kernel, Run first) throws RecordingException {
        List<Run> runs = new ArrayList<>(List.of(first));
        Set<Part> changing = new LinkedHashSet<>();
        while (runs.size() < RUNS
                && runs.stream().noneMatch(run -> run.nearest(changing).isEmpty())) {
            Run again = Run.of(script, kernel);
            changing.addAll(parts(Differences.between(first.linux(), again.linux())));
            runs.add(again);
        }
        if (runs.stream().noneMatch(run -> run.nearest(changing).isEmpty())) {
            return new Verdict.Differs(first.nearest(changing));
        }
        return new Verdict.Unstable(List.copyOf(parts(first.differences())));
    }

    private static Set<Part> parts(List<Difference> differences) {
        return differences.stream().map(Difference::part).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
