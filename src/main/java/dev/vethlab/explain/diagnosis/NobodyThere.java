package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import java.util.List;
import java.util.Optional;

/** A next hop that nobody is: then it matters who chose it, and not who did not feel addressed. */
final class NobodyThere {

    private NobodyThere() {}

    /** The end of the first packet that waited for a next hop that nobody has, with the decision that had chosen it. */
    static Optional<Step> in(Failure failure) {
        boolean othersMatter = failure.refusals().stream().anyMatch(refusal -> !refusal.isConsequence());
        List<Step> steps = failure.run().steps();
        for (int i = 0; i < steps.size() && !othersMatter; i++) {
            Step step = steps.get(i);
            Optional<Ipv4Address> hop = step.fate().equals(Optional.of(Fate.QUEUED)) ? step.about() : Optional.empty();
            if (hop.isPresent() && failure.around().holders(hop.get()).isEmpty()) {
                Optional<Step> failed = steps.stream()
                        .filter(end -> end.reason().equals(Optional.of(DropReason.NEIGH_FAILED)))
                        .filter(end -> end.namespace().equals(step.namespace()) && end.device().equals(step.device()))
                        .findFirst();
                List<Step> before = steps.subList(0, i);
                return failed.map(end -> withChoice(end, hop.get(), before));
            }
        }
        return Optional.empty();
    }

    private static Step withChoice(Step end, Ipv4Address hop, List<Step> before) {
        String choice = "";
        for (Step step : before) {
            if (step.namespace().equals(end.namespace()) && step.function().startsWith("ip_route_")) {
                choice = "; " + step.detail();
            }
        }
        return end.withDetail(end.detail() + ": nobody has the address " + hop + choice);
    }
}
