package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells by which address a packet goes to its next hop, while somebody listens. */
final class NeighbourTrace {

    private NeighbourTrace() {}

    /** A neighbour whose address is known, or believed. */
    static void known(Neighbour neighbour, Skb skb) {
        if (neighbour.device().isLoopback()) {
            return;
        }
        Machine machine = neighbour.device().machine();
        machine.tracer()
                .add(new Step(
                        machine.nowNs(),
                        neighbour.device().net().label(),
                        neighbour.device().name(),
                        skb.captureNumber,
                        "neigh_output",
                        Verdict.ACCEPT,
                        Optional.empty(),
                        Optional.empty(),
                        neighbour.key() + " is at " + neighbour.lladdr() + " ("
                                + neighbour.state().name().toLowerCase(Locale.ROOT) + ")",
                        List.of(),
                        Optional.of(neighbour.key())));
    }
}
