package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.route.FibAlias;
import dev.vethlab.kernel.route.FibInfo;
import dev.vethlab.kernel.route.FibNh;
import dev.vethlab.kernel.route.NextHopFlags;
import dev.vethlab.kernel.route.Nexthop;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteControl;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.kernel.route.RouteType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Describes routes of tables and outcomes of lookups ({@code fib_dump_info}, {@code rt_fill_info}). */
final class RouteDescription {

    private static final long NS_PER_TICK = 10_000_000L;

    private final NetNamespace net;
    private final RouteControl control;

    RouteDescription(NetNamespace net, RouteControl control) {
        this.net = net;
        this.control = control;
    }

    RouteInfo of(FibAlias alias) {
        return of(alias, alias.table(), alias.type());
    }

    /**
     * @param table the number of the table that it was found by
     * @param type what becomes of the packet that it was found for, which goes by its address too: a broadcast by a unicast route
     */
    RouteInfo of(FibAlias alias, int table, RouteType type) {
        FibInfo info = alias.info();
        List<FibNh> paths = info.paths();
        Optional<FibNh> only = paths.size() == 1 ? Optional.of(paths.get(0)) : Optional.empty();
        boolean blackhole = info.nexthop().filter(Nexthop::isBlackhole).isPresent();
        boolean compatible = info.nexthop().isEmpty() || control.showsHopsOfNexthops();
        return new RouteInfo(
                blackhole ? RouteType.BLACKHOLE : type,
                alias.prefix(),
                Optional.empty(),
                alias.tos(),
                table,
                info.protocol(),
                info.scope(),
                only.isPresent() && compatible ? shownFlags(only.get()) : info.flags(),
                compatible ? only.flatMap(FibNh::gateway) : Optional.empty(),
                compatible ? only.map(RouteDescription::oif).orElse(OptionalInt.empty()) : OptionalInt.empty(),
                Optional.of(info.preferredSource()).filter(source -> !source.isAny()),
                info.priority(),
                info.metrics(),
                only.isPresent() || !compatible ? List.of() : hops(info),
                info.nexthop().map(Nexthop::id).orElse(0),
                only.map(FibNh::realm).orElse(0),
                0,
                Optional.empty());
    }

    private static OptionalInt oif(FibNh hop) {
        return hop.device().isPresent() ? OptionalInt.of(hop.device().get().index()) : OptionalInt.empty();
    }

    private List<RouteInfo.Hop> hops(FibInfo info) {
        List<RouteInfo.Hop> hops = new ArrayList<>();
        List<FibNh> paths = info.paths();
        for (int i = 0; i < paths.size(); i++) {
            FibNh hop = paths.get(i);
            int index = i;
            int weight = info.nexthop()
                    .map(nexthop -> nexthop.group().get(index).weight())
                    .orElse(hop.weight());
            hops.add(new RouteInfo.Hop(oif(hop).orElse(0), hop.gateway(), shownFlags(hop), weight, hop.realm()));
        }
        return hops;
    }

    /** {@code fib_nexthop_info}. */
    private int shownFlags(FibNh hop) {
        int flags = hop.flags() & (NextHopFlags.DEAD | NextHopFlags.LINKDOWN | NextHopFlags.ONLINK);
        boolean ignored = (flags & NextHopFlags.LINKDOWN) != 0
                && hop.device().filter(control::ignoresLinkDown).isPresent();
        return ignored ? flags | NextHopFlags.DEAD : flags;
    }

    /** A route to a single destination, as it is told where nobody asked for a packet's ({@code rt_fill_info}). */
    RouteInfo ofLearnt(RouteControl.Resolved resolved) {
        return ofResolved(
                resolved.destination(),
                resolved,
                Optional.empty(),
                Optional.empty(),
                new RouteInfo.Looked(0, OptionalLong.empty(), OptionalInt.empty()));
    }

    RouteInfo of(RouteQuery query, Ipv4Address source, RouteControl.Resolved resolved) {
        boolean input = query.iif().isPresent();
        boolean otherSource = !input && !resolved.source().equals(source);
        OptionalLong uid = query.uid().isPresent() || input ? query.uid() : OptionalLong.of(0);
        return ofResolved(
                query.destination(),
                resolved,
                Optional.of(source).filter(given -> !given.isAny()),
                otherSource ? Optional.of(resolved.source()) : Optional.empty(),
                new RouteInfo.Looked(query.mark(), uid, query.iif()));
    }

    private RouteInfo ofResolved(
            Ipv4Address destination,
            RouteControl.Resolved resolved,
            Optional<Ipv4Address> source,
            Optional<Ipv4Address> preferred,
            RouteInfo.Looked looked) {
        Route route = resolved.route();
        long left =
                route.expiresNs() == 0 ? 0 : route.expiresNs() - net.machine().nowNs();
        boolean learnt = route.learntMtu() != 0 && left > 0;
        RouteMetrics metrics = learnt ? route.metrics().with(RouteMetrics.MTU, route.learntMtu()) : route.metrics();
        if (learnt && route.mtuLocked()) {
            metrics = metrics.with(RouteMetrics.LOCK, metrics.get(RouteMetrics.LOCK) | 1 << RouteMetrics.MTU);
        }
        NetDevice device = route.device();
        return new RouteInfo(
                route.type(),
                Ipv4Prefix.host(destination),
                source,
                resolved.matched().map(FibAlias::tos).orElse(0),
                resolved.table(),
                0,
                0,
                route.flags() & ~0xffff | RouteInfo.RTM_F_CLONED | (route.doRedirect() ? Route.RTCF_DOREDIRECT : 0),
                route.viaGateway() ? Optional.of(route.nextHop()) : Optional.empty(),
                OptionalInt.of(device.index()),
                preferred,
                0,
                metrics,
                List.of(),
                0,
                resolved.realm(),
                left > 0 ? left / NS_PER_TICK : 0,
                Optional.of(looked));
    }
}
