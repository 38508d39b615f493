package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;

/** Learns path MTUs and better gateways from ICMP errors ({@code __ip_rt_update_pmtu}, {@code __ip_do_redirect}). */
final class PathLearning {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int REDIRECT_SECONDS = 300;

    private final Machine machine;
    private final InetDevices inet;
    private final NeighbourTable neighbours;
    private final NetSysctls settings;
    private final FibLookup lookup;
    private final PathSelection paths;
    private final RouteMaker maker;

    PathLearning(
            Machine machine,
            InetDevices inet,
            NeighbourTable neighbours,
            NetSysctls settings,
            FibLookup lookup,
            PathSelection paths,
            RouteMaker maker) {
        this.machine = machine;
        this.inet = inet;
        this.neighbours = neighbours;
        this.settings = settings;
        this.lookup = lookup;
        this.paths = paths;
        this.maker = maker;
    }

    void pathMtu(Fib fib, Flow flow, int told) {
        FibQuery query = FibQuery.of(flow);
        Route route;
        try {
            route = fib.output(query, flow.anySource(), new FibResult());
        } catch (KernelException noRoute) {
            return;
        }
        if (route.mtuLocked() || route.mtu() < told) {
            return;
        }
        int least = settings.get(NetIpv4.MIN_PMTU);
        boolean lock = told < least;
        int mtu = lock ? Math.min(route.mtu(), least) : told;
        long lifetime = settings.get(NetIpv4.MTU_EXPIRES) * NS_PER_SECOND;
        if (!lock && route.learntMtu() == mtu && machine.nowNs() < route.expiresNs() - lifetime / 2) {
            return;
        }
        FibResult result = new FibResult();
        if (!lookup.lookup(query, result)) {
            return;
        }
        paths.select(result, query);
        long expires = machine.nowNs() + lifetime;
        if (result.info().pathCount() > 1) {
            for (FibNh hop : result.info().paths()) {
                learn(hop, query.destination, Ipv4Address.ANY, mtu, lock, expires);
            }
        } else {
            learn(result.hop(), query.destination, Ipv4Address.ANY, mtu, lock, expires);
        }
    }

    void redirect(Fib fib, Flow flow, NetDevice device, Ipv4Address from, Ipv4Address newGateway) {
        FibQuery query = FibQuery.of(flow);
        Route route;
        try {
            route = fib.output(query, flow.anySource(), new FibResult());
        } catch (KernelException noRoute) {
            return;
        }
        InDevice in = inet.of(device);
        if (!route.viaGateway() || !route.nextHop().equals(from) || in == null) {
            return;
        }
        if (newGateway.equals(from) || !mayBelieve(in, newGateway, from)) {
            return;
        }
        Neighbour neighbour = neighbours.findOrCreate(newGateway, route.device());
        if (!neighbour.state().isValid()) {
            neighbours.use(neighbour);
            return;
        }
        FibResult result = new FibResult();
        if (lookup.lookup(query, result)) {
            paths.select(result, query);
            long expires = machine.nowNs() + REDIRECT_SECONDS * NS_PER_SECOND;
            learn(result.hop(), query.destination, newGateway, 0, false, expires);
        }
    }

    private boolean mayBelieve(InDevice in, Ipv4Address newGateway, Ipv4Address from) {
        if (!in.acceptsRedirects()
                || newGateway.isMulticast()
                || newGateway.isLimitedBroadcast()
                || newGateway.isZeronet()) {
            return false;
        }
        if (in.orConf(DevConf.SHARED_MEDIA)) {
            return lookup.addressType(newGateway) == RouteType.UNICAST;
        }
        return in.isOnLink(newGateway, from)
                && (!in.orConf(DevConf.SECURE_REDIRECTS) || isKnownGateway(newGateway, in.device()));
    }

    /** {@code ip_fib_check_default}: the gateway of a route by this device. */
    private boolean isKnownGateway(Ipv4Address gateway, NetDevice device) {
        for (FibTable table : lookup.tables().all()) {
            for (FibAlias alias : table.routes()) {
                for (FibNh hop : alias.info.paths()) {
                    if (hop.device == device && hop.gateway.equals(gateway) && !hop.isDead()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void learn(FibNh hop, int destination, Ipv4Address gateway, int mtu, boolean lock, long expires) {
        if (hop.exceptions == null) {
            hop.exceptions = new NextHopExceptions();
        }
        hop.exceptions.learn(destination, gateway, mtu, lock, expires);
        maker.invalidate();
    }
}
