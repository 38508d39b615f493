package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.PingRun;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Why a ping was not answered, in a sentence. */
public final class Causes {

    private Causes() {}

    /** What stopped a packet first, with the place; empty where nothing did. */
    public static Optional<String> first(PingRun run) {
        Set<Long> copied = new HashSet<>();
        Optional<Step> consequence = Optional.empty();
        for (Step step : run.steps()) {
            if (step.function().equals("raw_rcv")) {
                copied.add(step.packet());
            }
            boolean hadItsCopy = step.function().equals("ping_rcv") && copied.contains(step.packet());
            if (Refusal.isOne(step) && !hadItsCopy) {
                if (!new Refusal(step, Optional.empty()).isConsequence()) {
                    return Optional.of(words(step));
                }
                consequence = consequence.isPresent() ? consequence : Optional.of(step);
            }
        }
        return consequence.map(Causes::words);
    }

    private static String words(Step step) {
        String place = step.namespace() + (step.device().isEmpty() ? "" : "/" + step.device());
        return step.detail() + " (" + place + ")";
    }
}
