package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.ProbeRun;
import java.util.Optional;

/** Why a probe did not get through, in a sentence. */
public final class Causes {

    private Causes() {}

    /** What stopped a packet first, with the place; empty where nothing did. */
    public static Optional<String> first(ProbeRun run) {
        return Refusals.of(run).stream().findFirst().map(refusal -> words(refusal.step()));
    }

    private static String words(Step step) {
        String place = step.namespace() + (step.device().isEmpty() ? "" : "/" + step.device());
        return step.detail() + " (" + place + ")";
    }
}
