package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.PingRun;
import java.util.Optional;

/** Why a ping was not answered, in a sentence. */
public final class Causes {

    private Causes() {}

    /** What stopped a packet first, with the place; empty where nothing did. */
    public static Optional<String> first(PingRun run) {
        return Failure.refusals(run).stream().findFirst().map(refusal -> words(refusal.step()));
    }

    private static String words(Step step) {
        String place = step.namespace() + (step.device().isEmpty() ? "" : "/" + step.device());
        return step.detail() + " (" + place + ")";
    }
}
