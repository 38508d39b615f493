package dev.vethlab.kernel.neighbour;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import java.util.Optional;

/** The neighbours of a namespace: the part of {@code arp_tbl} that belongs to it. */
public final class NeighbourTable {

    private final NetNamespace net;

    /** Begins a table and follows the devices of its namespace. */
    public NeighbourTable(NetNamespace net) {
        this.net = net;
    }

    /** Sets the protocol that resolves neighbours; called once, before the first packet. */
    public void setProtocol(NeighbourProtocol protocol) {
        throw new UnsupportedOperationException("to be written");
    }

    /** The entry, if there is one ({@code neigh_lookup}). */
    public Optional<Neighbour> find(Ipv4Address key, NetDevice device) {
        throw new UnsupportedOperationException("to be written");
    }

    /** The entry, made where there is none ({@code ip_neigh_gw4}, {@code __neigh_create}). */
    public Neighbour findOrCreate(Ipv4Address key, NetDevice device) {
        throw new UnsupportedOperationException("to be written");
    }
}
