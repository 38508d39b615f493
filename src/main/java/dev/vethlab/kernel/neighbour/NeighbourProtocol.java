package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.device.Skb;
import org.jspecify.annotations.Nullable;

/** The protocol that finds the link layer address of a table's neighbours: ARP ({@code struct neigh_ops}). */
public interface NeighbourProtocol {

    /** Gives a new entry its first state: what needs no resolution gets NOARP and an address ({@code arp_constructor}). */
    void construct(Neighbour neighbour);

    /**
     * Asks for the neighbour's address ({@code arp_solicit}).
     *
     * @param waiting the oldest packet that waits for the answer, null where none does
     */
    void solicit(Neighbour neighbour, @Nullable Skb waiting);
}
