package dev.vethlab.kernel;

import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.route.Fib;

/**
 * A network namespace with everything that lives in it.
 *
 * @param net its devices
 * @param inet the IPv4 sides of its devices
 * @param neighbours its neighbours
 * @param fib its routing
 * @param ipv4 its IPv4
 */
public record Namespace(NetNamespace net, InetDevices inet, NeighbourTable neighbours, Fib fib, Ipv4 ipv4) {

    /** The name that captures and explanations use for it. */
    public String label() {
        return net.label();
    }
}
