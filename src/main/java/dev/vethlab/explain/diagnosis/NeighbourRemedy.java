package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import java.util.function.Consumer;

/** Neighbours set by hand that are not what they should be, and neighbours that somebody could answer for. */
final class NeighbourRemedy implements Remedy {

    private static final int WRONG = 5;
    private static final int PERHAPS = 28;
    private static final int PROXY = 21;

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        for (Surroundings.StaticNeighbour neighbour : failure.around().staticNeighbours()) {
            Ipv4Address address = neighbour.address();
            boolean right = neighbour.mac().isPresent()
                    && failure.around().holders(address).stream()
                            .anyMatch(holder ->
                                    holder.mac().equals(neighbour.mac().get()));
            proposals.accept(Change.of(
                    right ? PERHAPS : WRONG,
                    neighbour.namespace(),
                    "ip",
                    "neigh",
                    "del",
                    address.toString(),
                    "dev",
                    neighbour.device()));
        }
        for (Failure.Unanswered question : failure.unanswered()) {
            for (Station facing : failure.around().facing(question.asker())) {
                if (!facing.addresses().isEmpty()) {
                    proposals.accept(Change.of(
                            PROXY,
                            facing.namespace(),
                            "ip",
                            "neigh",
                            "add",
                            "proxy",
                            question.target().toString(),
                            "dev",
                            facing.device()));
                }
            }
        }
    }
}
