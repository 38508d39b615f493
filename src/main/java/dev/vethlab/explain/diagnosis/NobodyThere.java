package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A next hop that nobody is: then it matters who chose it, and not who did not feel addressed. */
final class NobodyThere {

    /** Kinds whose frames leave inside of others, to where no cable shows. */
    private static final Set<String> TUNNELS = Set.of("vxlan", "gretap", "gre", "ipip", "tap", "tun");

    private NobodyThere() {}

    /** The end of the first packet that waited for a next hop that nobody has, with the decision that had chosen it. */
    static Optional<Step> in(Failure failure) {
        boolean othersMatter = failure.refusals().stream().anyMatch(refusal -> !refusal.isConsequence());
        List<Step> steps = failure.run().steps();
        for (int i = 0; i < steps.size() && !othersMatter; i++) {
            Step step = steps.get(i);
            Optional<Ipv4Address> hop = step.fate().equals(Optional.of(Fate.QUEUED)) ? step.about() : Optional.empty();
            Optional<String> why = hop.flatMap(address -> whyNobody(address, step, failure));
            if (hop.isPresent() && why.isPresent()) {
                Optional<Step> failed = steps.stream()
                        .filter(end -> end.reason().equals(Optional.of(DropReason.NEIGH_FAILED)))
                        .filter(end -> end.namespace().equals(step.namespace())
                                && end.device().equals(step.device()))
                        .findFirst();
                List<Step> before = steps.subList(0, i);
                return failed.map(end -> withChoice(end, why.get(), before));
            }
        }
        return Optional.empty();
    }

    /** Why nobody can have answered: nobody has the address, or who has it in the same network is not tied to the asker. */
    private static Optional<String> whyNobody(Ipv4Address hop, Step waiting, Failure failure) {
        List<Station> holders = failure.around().holders(hop);
        Optional<Station> asker = failure.station(waiting);
        if (holders.isEmpty()) {
            return Optional.of("nobody has the address " + hop);
        }
        boolean apart = asker.isPresent()
                && !TUNNELS.contains(asker.get().kind())
                && !couldBeAnswered(hop, failure)
                && holders.stream()
                        .allMatch(holder -> holder.segment() != asker.get().segment()
                                && holder.addresses().stream()
                                        .anyMatch(held -> asker.get().addresses().stream()
                                                .anyMatch(own -> held.prefix().contains(own.address()))));
        return apart
                ? Optional.of(holders.get(0).namespace() + "/" + holders.get(0).device()
                        + " has it, and no cable or bridge joins the two")
                : Optional.empty();
    }

    /** Whether somebody was asked who could send packets on to the address, and might answer for it. */
    private static boolean couldBeAnswered(Ipv4Address hop, Failure failure) {
        return failure.refusals().stream()
                .filter(refusal -> refusal.step().function().equals("arp_process"))
                .filter(refusal -> refusal.arp().isPresent()
                        && refusal.arp().get().targetIp().equals(hop))
                .anyMatch(refusal -> failure.knowsAWay(refusal.step(), hop));
    }

    private static Step withChoice(Step end, String why, List<Step> before) {
        String choice = "";
        for (Step step : before) {
            if (step.namespace().equals(end.namespace()) && step.function().startsWith("ip_route_")) {
                choice = "; " + step.detail();
            }
        }
        return end.withDetail(end.detail() + ": " + why + choice);
    }
}
