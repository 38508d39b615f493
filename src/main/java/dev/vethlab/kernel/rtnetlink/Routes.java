package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.CongestionControls;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.FibAlias;
import dev.vethlab.kernel.route.FibConfig;
import dev.vethlab.kernel.route.FibTable;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.HopConfig;
import dev.vethlab.kernel.route.RouteControl;
import dev.vethlab.kernel.route.RouteMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests about routes: RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE (net/ipv4/fib_frontend.c, route.c). */
public final class Routes {

    private static final int ECN_BITS = 0x3;
    private static final int IPPROTO_UDP = 17;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_ICMP = 1;

    private final NetNamespace net;
    private final RouteControl control;
    private final RouteDescription description;

    /** Requests made in a namespace. */
    public Routes(NetNamespace net, Fib fib) {
        this.net = net;
        this.control = fib.control();
        this.description = new RouteDescription(net, control);
    }

    /**
     * Adds or replaces a route ({@code inet_rtm_newroute}).
     *
     * @throws KernelException as the kernel refuses it
     */
    public void add(RouteRequest request) throws KernelException {
        FibConfig config = config(request);
        if (request.metrics().get(RouteMetrics.CC_ALGO) == CongestionControls.UNKNOWN) {
            throw invalid("Unknown tcp congestion algorithm");
        }
        control.add(config);
        net.machine().changed();
    }

    /**
     * Deletes a route ({@code inet_rtm_delroute}).
     *
     * @throws KernelException ESRCH, EINVAL
     */
    public void delete(RouteRequest request) throws KernelException {
        control.delete(config(request));
        net.machine().changed();
    }

    /** {@code rtm_to_fib_config}. */
    private static FibConfig config(RouteRequest request) throws KernelException {
        if ((request.tos() & ECN_BITS) != 0) {
            throw invalid("Invalid dsfield (tos): ECN bits must be 0");
        }
        InetPrefix destination = request.destination();
        Ipv4Prefix prefix = destination.network();
        if (!prefix.network().equals(destination.address())) {
            throw invalid("Invalid prefix for given prefix length");
        }
        HopConfig hop = withoutZeroGateway(request.hop());
        boolean hopGiven = hop.oif() != 0
                || hop.gateway().isPresent()
                || !request.multipath().isEmpty();
        if (request.nexthopId() != 0 && hopGiven) {
            throw invalid("Nexthop specification and nexthop id are mutually exclusive");
        }
        return new FibConfig(
                request.requestFlags(),
                prefix,
                request.tos(),
                request.table() == 0 ? FibTable.MAIN : request.table(),
                request.protocol(),
                request.scope(),
                request.type(),
                request.flags(),
                request.priority(),
                request.preferredSource(),
                request.metrics(),
                hop,
                request.multipath().stream().map(Routes::withoutZeroGateway).toList(),
                request.nexthopId());
    }

    private static HopConfig withoutZeroGateway(HopConfig hop) {
        return new HopConfig(
                hop.oif(), hop.gateway().filter(gateway -> !gateway.isAny()), hop.flags(), hop.weight(), hop.realm());
    }

    /** What is told of one route. */
    public RouteInfo info(FibAlias route) {
        return description.of(route);
    }

    /**
     * The routes of a table, in order ({@code inet_dump_fib}).
     *
     * @param table 0 for all tables
     * @throws KernelException ENOENT for a table that does not exist
     */
    public List<RouteInfo> dump(int table) throws KernelException {
        List<RouteInfo> routes = new ArrayList<>();
        if (table == 0) {
            control.tables().forEach(each -> each.routes().forEach(route -> routes.add(description.of(route))));
            return routes;
        }
        Optional<FibTable> wanted = control.table(table);
        if (wanted.isEmpty()) {
            throw new KernelException(Errno.ENOENT, "ipv4: FIB table does not exist");
        }
        wanted.get().routes().forEach(route -> routes.add(description.of(route)));
        return routes;
    }

    /**
     * The routes to single destinations of which something was learnt ({@code inet_dump_fib} with {@code RTM_F_CLONED}).
     *
     * @param table 0 for all tables
     */
    public List<RouteInfo> dumpLearnt(int table) {
        List<RouteInfo> routes = new ArrayList<>();
        for (FibTable each : control.tables()) {
            if (table == 0 || table == each.id()) {
                control.learnt(each).forEach(learnt -> routes.add(description.ofLearnt(learnt)));
            }
        }
        return routes;
    }

    /**
     * The route of a packet ({@code inet_rtm_getroute}).
     *
     * @throws KernelException as the packet would be refused; ENODEV
     */
    public RouteInfo get(RouteQuery query) throws KernelException {
        int sourceLength = query.source().map(InetPrefix::length).orElse(0);
        if (sourceLength != 0 && sourceLength != 32) {
            throw invalid("ipv4: Invalid values in header for route get request");
        }
        Ipv4Address source = query.source().map(InetPrefix::address).orElse(Ipv4Address.ANY);
        int protocol = query.protocol().orElse(IPPROTO_UDP);
        if (protocol != IPPROTO_UDP && protocol != IPPROTO_TCP && protocol != IPPROTO_ICMP) {
            throw new KernelException(Errno.EOPNOTSUPP, "Unsupported ip proto");
        }
        Flow flow = new Flow(
                query.oif().orElse(0),
                0,
                query.mark(),
                query.tos(),
                query.iif().isPresent() ? protocol : query.protocol().orElse(IPPROTO_UDP),
                source,
                query.destination(),
                query.sourcePort(),
                query.destinationPort(),
                false);
        RouteControl.Resolved resolved;
        if (query.iif().isPresent()) {
            NetDevice device =
                    net.devices().byIndex(query.iif().getAsInt()).orElseThrow(() -> new KernelException(Errno.ENODEV));
            resolved = control.resolve(flow.withOif(0), device);
        } else {
            resolved = control.resolve(flow, (int) query.uid().orElse(0));
        }
        return query.fibMatch() ? matched(resolved) : description.of(query, source, resolved);
    }

    private RouteInfo matched(RouteControl.Resolved resolved) throws KernelException {
        if (resolved.matched().isEmpty()) {
            throw new KernelException(Errno.EHOSTUNREACH);
        }
        return description.of(
                resolved.matched().get(), resolved.table(), resolved.route().type());
    }

    private static KernelException invalid(String words) {
        return new KernelException(Errno.EINVAL, words);
    }
}
