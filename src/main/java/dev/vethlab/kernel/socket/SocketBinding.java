package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.sysctl.NetIpv4;

/** The address and the device that a socket is bound to. */
final class SocketBinding {

    private SocketBinding() {}

    /** Checks an address to be bound to and has the socket take it ({@code inet_addr_valid_or_nonlocal}). */
    static void toAddress(InetSocket socket, Ipv4Address address) throws KernelException {
        RouteType type = address.isAny() ? RouteType.UNSPEC : typeOf(socket, address);
        boolean mine = type == RouteType.LOCAL || type == RouteType.MULTICAST || type == RouteType.BROADCAST;
        boolean anything = socket.freebind || socket.sockets.sysctls().isSet(NetIpv4.IP_NONLOCAL_BIND);
        if (!address.isAny() && !mine && !anything) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        socket.receiveSource = address;
        socket.source = type == RouteType.MULTICAST || type == RouteType.BROADCAST ? Ipv4Address.ANY : address;
    }

    private static RouteType typeOf(InetSocket socket, Ipv4Address address) {
        Sockets sockets = socket.sockets;
        return sockets.net()
                .devices()
                .byIndex(socket.boundDevice)
                .map(device -> sockets.fib().addressTypeAt(device, address))
                .orElseGet(() -> sockets.fib().addressType(address));
    }

    static int deviceIndex(Sockets sockets, String name) throws KernelException {
        return sockets.net()
                .devices()
                .byName(name)
                .orElseThrow(() -> new KernelException(Errno.ENODEV))
                .index();
    }

    /** Whether the device that a packet came in by suits the one that the socket is bound to ({@code inet_iif}). */
    static boolean hears(InetSocket socket, Skb skb) {
        return hears(socket.boundDevice, socket.hearsVrfs(), skb);
    }

    /** {@code inet_bound_dev_eq}. */
    static boolean hears(int boundDevice, boolean hearsVrfs, Skb skb) {
        if (boundDevice == 0) {
            return hearsVrfs || skb.slaveIif == 0;
        }
        int iif = skb.dst instanceof Route route && route.iif() != 0 ? route.iif() : skb.iif;
        return boundDevice == iif || boundDevice == skb.slaveIif;
    }

    /** As {@link #hears}, by the very device that a packet is on: what counts for errors of raw and UDP sockets. */
    static boolean isOn(InetSocket socket, Skb skb) {
        if (socket.boundDevice == 0) {
            return skb.slaveIif == 0 || socket.hearsVrfs();
        }
        return socket.boundDevice == skb.dev.index() || socket.boundDevice == skb.slaveIif;
    }
}
