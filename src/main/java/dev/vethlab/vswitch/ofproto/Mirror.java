package dev.vethlab.vswitch.ofproto;

import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies packets of some ports to another port, or into a VLAN ({@code struct mirror}).
 *
 * @param sources the ports whose packets are copied when they come in
 * @param destinations the ports whose packets are copied when they go out
 * @param vlans the VLANs that packets must be in, null for any
 * @param output where copies go; null where they go into a VLAN
 * @param outputVlan that VLAN
 */
record Mirror(
        Set<Bundle> sources,
        Set<Bundle> destinations,
        @Nullable BitSet vlans,
        @Nullable Bundle output,
        int outputVlan) {

    Mirror {
        sources = Set.copyOf(sources);
        destinations = Set.copyOf(destinations);
    }

    /** Whether the copies of both go the same way. */
    boolean goesTheWayOf(Mirror other) {
        return output == other.output && outputVlan == other.outputVlan;
    }
}
