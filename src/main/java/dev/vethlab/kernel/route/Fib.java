package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;

/** The routing of a namespace: its rules, tables and next hops, and the lookups in them. */
public final class Fib {

    private final NetNamespace net;
    private final InetDevices inet;

    public Fib(NetNamespace net, InetDevices inet) {
        this.net = net;
        this.inet = inet;
    }

    /**
     * The route of a packet made here ({@code ip_route_output_key_hash_rcu}); chooses the source where the flow leaves it open.
     *
     * @throws KernelException ENETUNREACH, EHOSTUNREACH, EACCES, EINVAL, ENODEV... as {@code connect(2)} and {@code sendto(2)} give
     */
    public Route output(Flow flow) throws KernelException {
        throw new UnsupportedOperationException("to be written");
    }

    /** The route of a received packet ({@code ip_route_input_rcu}). */
    public InputResult input(Ipv4Address destination, Ipv4Address source, int tos, int mark, NetDevice device) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Whether a packet with this source may come in by this device ({@code fib_validate_source}). */
    public SourceCheck validateSource(
            Ipv4Address source, Ipv4Address destination, int tos, int mark, NetDevice device) {
        throw new UnsupportedOperationException("to be written");
    }

    /** What an address is to this host ({@code inet_addr_type}). */
    public RouteType addressType(Ipv4Address address) {
        throw new UnsupportedOperationException("to be written");
    }

    /** What an address is to this host, only routes by this device counting ({@code inet_dev_addr_type}). */
    public RouteType addressType(Ipv4Address address, NetDevice device) {
        throw new UnsupportedOperationException("to be written");
    }

    /**
     * The best own address for packets by a device to a destination ({@code inet_select_addr}); {@link Ipv4Address#ANY} where there
     * is none.
     */
    public Ipv4Address selectAddress(NetDevice device, Ipv4Address destination, int scope) {
        throw new UnsupportedOperationException("to be written");
    }
}
