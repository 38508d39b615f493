package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Step;
import java.util.Optional;

/** A packet that ended with somebody who could not have sent it on: then it matters who sent it there. */
final class Misdirected {

    private Misdirected() {}

    /** The decision that sent the packet of the first refusal to a host that knows no other way for it than the one it came. */
    static Optional<Step> in(Failure failure) {
        if (failure.refusals().isEmpty()) {
            return Optional.empty();
        }
        Refusal first = failure.refusals().get(0);
        Step end = first.step();
        boolean strayed =
                end.function().equals("ip_error") && end.reason().equals(Optional.of(DropReason.IP_INADDRERRORS));
        Optional<Ipv4Address> destination = first.destination();
        if (!strayed || destination.isEmpty() || failure.knowsAWay(end, destination.get())) {
            return Optional.empty();
        }
        Optional<Step> sender = Optional.empty();
        for (Step step : failure.run().steps()) {
            if (step.equals(end)) {
                break;
            }
            boolean decided = step.function().startsWith("ip_route_")
                    && step.detail().contains("to " + destination.get() + ":")
                    && !step.namespace().equals(end.namespace());
            if (decided) {
                sender = Optional.of(step);
            }
        }
        return sender.map(step -> step.withEnd(end).withDetail(step.detail() + "; but there, " + end.detail()));
    }
}
