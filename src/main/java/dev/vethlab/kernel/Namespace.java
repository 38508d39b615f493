package dev.vethlab.kernel;

import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.neighbour.NeighbourUpkeep;
import dev.vethlab.kernel.netfilter.Netfilter;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.sched.DefaultQdisc;
import dev.vethlab.kernel.socket.Sockets;
import dev.vethlab.kernel.sysctl.NetSysctls;
import java.util.Optional;

/**
 * A network namespace with everything that lives in it.
 *
 * @param net its devices
 * @param inet the IPv4 sides of its devices
 * @param neighbours its neighbours
 * @param fib its routing
 * @param ipv4 its IPv4
 * @param sysctls its settings that belong to no device
 * @param netfilter its packet filter
 * @param sockets its sockets
 */
public record Namespace(
        NetNamespace net,
        InetDevices inet,
        NeighbourTable neighbours,
        Fib fib,
        Ipv4 ipv4,
        NetSysctls sysctls,
        Netfilter netfilter,
        Sockets sockets) {

    /**
     * Puts the layers of a namespace together, lowest first: that is the order in which they hear of its devices.
     *
     * @param upkeep what its neighbours share with those of the machine's other namespaces
     * @param inherited the namespace whose settings this one takes over
     */
    static Namespace compose(NetNamespace net, NeighbourUpkeep upkeep, Optional<Namespace> inherited) {
        DefaultQdisc.follow(net);
        InetDevices inet = new InetDevices(net);
        inherited.ifPresent(first -> inet.inheritFrom(first.inet));
        NeighbourTable neighbours = new NeighbourTable(net, upkeep);
        net.attach(InetDevices.class, inet);
        net.attach(NeighbourTable.class, neighbours);
        NetSysctls sysctls = net.sysctls();
        Fib fib = new Fib(net, inet, neighbours, sysctls);
        Ipv4 ipv4 = new Ipv4(net, inet, fib, neighbours);
        Netfilter netfilter = new Netfilter(net, inet, neighbours, fib, ipv4);
        Sockets sockets = new Sockets(net, fib, ipv4, sysctls);
        net.attach(InetDevices.class, inet);
        net.attach(Fib.class, fib);
        net.attach(Ipv4.class, ipv4);
        net.attach(Sockets.class, sockets);
        return new Namespace(net, inet, neighbours, fib, ipv4, sysctls, netfilter, sockets);
    }

    /** The name that captures and explanations use for it. */
    public String label() {
        return net.label();
    }
}
