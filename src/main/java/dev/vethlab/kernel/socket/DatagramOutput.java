package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.TypeOfService;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteScope;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import org.jspecify.annotations.Nullable;

/**
 * How a datagram of a socket becomes a packet: the route, the checks of its length, the header ({@code raw_sendmsg},
 * {@code ip_append_data}, {@code __ip_make_skb}).
 */
final class DatagramOutput {

    private static final int SEND_COST_NS = 6_000;
    private static final int LARGEST_PACKET = 0xffff;
    private static final int LEAST_MTU = 68;

    private final InetSocket socket;
    private final Ipv4Address finalDestination;
    private final Route route;

    /** The source address in force. */
    final Ipv4Address source;

    /** The destination in force: for a packet to 0.0.0.0, this host. */
    final Ipv4Address destination;

    private DatagramOutput(InetSocket socket, Ipv4Address finalDestination, Flow flow, Route route) {
        this.socket = socket;
        this.finalDestination = finalDestination;
        this.route = route;
        this.source = flow.source().isAny() ? route.source() : flow.source();
        this.destination = flow.destination().isAny() ? source : flow.destination();
    }

    /** Finds the way of a datagram ({@code ip_route_output_flow} as the datagram protocols call it). */
    static DatagramOutput route(InetSocket socket, Ipv4Address to, int port) throws KernelException {
        SocketIpOptions options = socket.options;
        return route(socket, to, options == null ? to : options.firstHop().orElse(to), port);
    }

    private static DatagramOutput route(InetSocket socket, Ipv4Address to, Ipv4Address next, int port)
            throws KernelException {
        return along(socket, to, flow(socket, next, port));
    }

    private static DatagramOutput along(InetSocket socket, Ipv4Address to, Flow flow) throws KernelException {
        socket.sockets.net().machine().work(SEND_COST_NS);
        Route route = socket.sockets.fib().output(flow);
        if (route.type() == RouteType.BROADCAST && !socket.broadcast) {
            throw new KernelException(Errno.EACCES);
        }
        return new DatagramOutput(socket, to, flow, route);
    }

    private static Flow flow(InetSocket socket, Ipv4Address to, int port) {
        int oif = socket.boundDevice;
        Ipv4Address source = socket.source;
        if (to.isMulticast()) {
            oif = oif == 0 ? socket.multicastDevice : oif;
            source = source.isAny() ? socket.multicastSource : source;
        }
        SocketIpOptions options = socket.options;
        boolean onLink = socket.dontRoute || options != null && options.isStrictRoute();
        return new Flow(
                oif,
                0,
                socket.mark,
                socket.tos,
                socket.protocol,
                source,
                to,
                socket.sourcePort,
                port,
                false,
                onLink ? RouteScope.LINK : RouteScope.UNIVERSE);
    }

    private static Flow chosen(Flow flow, Route route) {
        Ipv4Address source = flow.source().isAny() ? route.source() : flow.source();
        return new Flow(
                flow.oif(),
                flow.iif(),
                flow.mark(),
                flow.tos(),
                flow.protocol(),
                source,
                flow.destination().isAny() ? source : flow.destination(),
                flow.sourcePort(),
                flow.destinationPort(),
                flow.anySource(),
                flow.scope());
    }

    static void connect(InetSocket socket, Ipv4Address to, int port) throws KernelException {
        // A source route does not count here, only when something is sent.
        Flow flow = flow(socket, to, port);
        if (flow.source().isAny() || to.isAny()) {
            // The addresses that are found decide in turn: rules may ask for them (ip_route_connect).
            flow = chosen(flow, socket.sockets.fib().output(flow));
        }
        DatagramOutput way = along(socket, to, flow);
        if (socket.source.isAny()) {
            socket.source = way.source;
        }
        if (socket.receiveSource.isAny()) {
            socket.receiveSource = way.source;
        }
        socket.destination = way.destination;
        socket.destinationPort = port;
        socket.connected = true;
        socket.pathMtu = way.route.mtu();
    }

    /** Sends the datagram, its transport header included, on the way that was found. */
    void send(Payload payload) throws KernelException {
        SocketIpOptions options = socket.options;
        int headerLength = Ipv4Packet.HEADER_LENGTH + (options == null ? 0 : options.length());
        PathMtuDiscovery discovery = socket.discovery;
        Route way = route;
        if (!discovery.usesPathMtu() && way.mtu() != way.device().mtu()) {
            way = way.withMtu(way.device().mtu());
        }
        checkLength(headerLength + payload.length(), way.mtu(), headerLength);
        socket.memory.ask(headerLength + payload.length(), headerLength, way.mtu());
        boolean fits = headerLength + payload.length() <= route.mtu();
        boolean dontFragment = discovery == PathMtuDiscovery.DO
                || discovery == PathMtuDiscovery.PROBE
                || fits && discovery == PathMtuDiscovery.WANT && !route.mtuLocked();
        transmit(way, packet(payload, dontFragment, options), discovery.fragments());
    }

    private void checkLength(int length, int mtu, int headerLength) throws KernelException {
        if (mtu < LEAST_MTU) {
            throw new KernelException(Errno.ENETUNREACH);
        }
        if (length > (socket.discovery.fragments() ? LARGEST_PACKET : mtu)) {
            int reported = mtu - (headerLength - Ipv4Packet.HEADER_LENGTH);
            socket.localError(Errno.EMSGSIZE, destination, socket.destinationPort, reported);
            throw new KernelException(Errno.EMSGSIZE);
        }
    }

    private Ipv4Packet packet(Payload payload, boolean dontFragment, @Nullable SocketIpOptions options) {
        boolean needsId = !dontFragment || socket.discovery.fragments();
        int id = needsId ? socket.sockets.ipv4().nextId() : 0;
        long nowNs = socket.sockets.net().machine().realTimeNs();
        return new Ipv4Packet(
                socket.tos,
                id,
                dontFragment,
                false,
                0,
                timeToLive(),
                socket.protocol,
                source,
                destination,
                options == null ? Bytes.EMPTY : options.build(source, finalDestination, nowNs),
                payload);
    }

    private int timeToLive() {
        if (route.type() == RouteType.MULTICAST) {
            return socket.multicastTtl;
        }
        if (socket.ttl >= 0) {
            return socket.ttl;
        }
        return route.hopLimit() != 0
                ? route.hopLimit()
                : socket.sockets.sysctls().get(NetIpv4.IP_DEFAULT_TTL);
    }

    private void transmit(Route way, Ipv4Packet packet, boolean mayFragment) throws KernelException {
        Skb skb = new Skb(way.device(), EthernetFrame.TYPE_IPV4, packet);
        skb.mark = socket.mark;
        skb.priority = TypeOfService.priority(socket.tos);
        skb.socket = socket;
        skb.owner = socket.memory;
        skb.dst = way;
        try {
            socket.sockets.ipv4().localOut(skb, packet, way, mayFragment);
        } catch (KernelException refusal) {
            if (refusal.errno() != Errno.ENOBUFS || socket.receivesErrors || !socket.forgivesRefusal()) {
                throw refusal;
            }
        }
    }
}
