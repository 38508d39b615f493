package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NudState;
import java.util.List;
import java.util.Optional;

/**
 * What a request says about a neighbour ({@code struct ndmsg} and its attributes).
 *
 * @param index the device, 0 for none
 * @param lladdr the octets of the link layer address, any number of them
 * @param flags {@code NTF_*} of {@link Neighbour}
 * @param protocol who asks, as a routing protocol's number; 0 where nobody says
 */
public record NeighbourRequest(
        Ipv4Address destination, int index, Optional<List<Integer>> lladdr, NudState state, int flags, int protocol) {

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
