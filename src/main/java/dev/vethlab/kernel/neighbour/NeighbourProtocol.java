package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import org.jspecify.annotations.Nullable;

/**
 * The protocol that finds the link layer address of a table's neighbours: ARP ({@code struct neigh_ops}). It hears of devices
 * right after the table, and so before the routing does: what it announces of a device that comes up is heard while there
 * are no routes by it yet.
 */
public interface NeighbourProtocol extends DeviceListener {

    /**
     * Gives a new entry its first state: what needs no resolution gets NOARP and an address ({@code arp_constructor}).
     *
     * @throws KernelException EINVAL where the device does not speak the protocol
     */
    void construct(Neighbour neighbour) throws KernelException;

    /**
     * Asks for the neighbour's address ({@code arp_solicit}).
     *
     * @param waiting the newest packet that waits for the answer, null where none does
     */
    void solicit(Neighbour neighbour, @Nullable Skb waiting);

    /** Takes up a request that was laid aside for a while ({@code proxy_redo}). */
    void redoProxied(Skb skb);
}
