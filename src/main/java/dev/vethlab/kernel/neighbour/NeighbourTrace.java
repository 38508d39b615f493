package dev.vethlab.kernel.neighbour;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells by which address a packet goes to its next hop, while somebody listens. */
final class NeighbourTrace {

    private @Nullable Neighbour latest;
    private MacAddress address = MacAddress.ZERO;
    private NudState state = NudState.NONE;
    private Optional<Ipv4Address> about = Optional.empty();
    private String words = "";

    /** A neighbour whose address is known, or believed. */
    void known(Neighbour neighbour, Skb skb) {
        if (neighbour.device().isLoopback()) {
            return;
        }
        describe(neighbour);
        PacketTrace.add(
                neighbour.device(),
                skb,
                "neigh_output",
                Verdict.ACCEPT,
                Optional.empty(),
                Optional.empty(),
                words,
                List.of(),
                about);
    }

    /** As long as nothing is new about a neighbour, the words about it are the same. */
    private void describe(Neighbour neighbour) {
        if (neighbour != latest
                || neighbour.state() != state
                || !neighbour.lladdr().equals(address)) {
            latest = neighbour;
            address = neighbour.lladdr();
            state = neighbour.state();
            about = Optional.of(neighbour.key());
            words = neighbour.key() + " is at " + address + " (" + state.name().toLowerCase(Locale.ROOT) + ")";
        }
    }
}
