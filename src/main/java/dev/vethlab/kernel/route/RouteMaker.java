package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes the route of a packet out of what a lookup found ({@code rt_set_nexthop}), or takes the one made last. */
final class RouteMaker {

    private static final int LARGEST_MTU = 0xffff;
    private static final int LOCKED_MTU = 576;

    private final Machine machine;
    private final NetSysctls settings;
    private long generation;
    private BiConsumer<Route, Skb> onLinkFailure = (route, skb) -> {};

    RouteMaker(Machine machine, NetSysctls settings) {
        this.machine = machine;
        this.settings = settings;
    }

    void setLinkFailureHandler(BiConsumer<Route, Skb> handler) {
        onLinkFailure = handler;
        invalidate();
    }

    /** Something has changed: routes made before are not to be used again ({@code rt_cache_flush}). */
    void invalidate() {
        generation++;
    }

    /** Grows whenever something has changed. */
    long generation() {
        return generation;
    }

    /** The route of a packet made here, for sockets by {@code iif}; {@code hop} and {@code info} are null where no route was found or is needed. */
    Route output(
            RouteType type,
            NetDevice device,
            int flags,
            Ipv4Address source,
            Ipv4Address destination,
            @Nullable FibInfo info,
            @Nullable FibNh hop,
            int iif) {
        if (hop == null || info == null) {
            return make(type, device, flags, source, destination, null, null, false, iif);
        }
        CachedRoute cached = hop.output;
        boolean sameOwner =
                type != RouteType.LOCAL || cached != null && cached.route().iif() == iif;
        if (cached != null && sameOwner && isUsable(cached, type, device, flags, destination, hop)) {
            Route route = cached.route();
            return route.source().bits() == source.bits() ? route : route.withSource(source);
        }
        Route route = make(type, device, flags, source, destination, info, hop, false, iif);
        if (hop.exceptions == null) {
            hop.output = new CachedRoute(route, generation);
        }
        return route;
    }

    /** The route of a received packet. */
    Route input(
            RouteType type,
            NetDevice device,
            int flags,
            Ipv4Address destination,
            @Nullable FibInfo info,
            @Nullable FibNh hop) {
        if (hop == null || info == null) {
            return make(type, device, flags, Ipv4Address.ANY, destination, null, null, true, 0);
        }
        CachedRoute cached = hop.input;
        if (cached != null && isUsable(cached, type, device, flags, destination, hop)) {
            return cached.route();
        }
        Route route = make(type, device, flags, Ipv4Address.ANY, destination, info, hop, true, 0);
        if (hop.exceptions == null) {
            hop.input = new CachedRoute(route, generation);
        }
        return route;
    }

    private boolean isUsable(
            CachedRoute cached, RouteType type, NetDevice device, int flags, Ipv4Address destination, FibNh hop) {
        Route route = cached.route();
        return cached.generation() == generation
                && hop.exceptions == null
                && route.type() == type
                && route.device() == device
                && route.flags() == flags
                && (route.viaGateway() || route.nextHop().bits() == destination.bits());
    }

    private Route make(
            RouteType type,
            NetDevice device,
            int flags,
            Ipv4Address source,
            Ipv4Address destination,
            @Nullable FibInfo info,
            @Nullable FibNh hop,
            boolean input,
            int iif) {
        boolean gateway = hop != null && hop.hasGateway && hop.scope == RouteScope.LINK;
        Ipv4Address nextHop = hop != null && gateway ? hop.gateway : destination;
        RouteMetrics metrics = info == null ? RouteMetrics.NONE : info.metrics;
        NextHopException exception =
                hop == null || hop.exceptions == null ? null : hop.exceptions.find(destination.bits(), machine.nowNs());
        int shownFlags = flags;
        int learnt = 0;
        long expires = 0;
        boolean learntLock = false;
        if (exception != null) {
            learnt = exception.pathMtu();
            expires = exception.expiresNs();
            learntLock = exception.mtuLocked();
            if (!exception.gateway().isAny()) {
                shownFlags |= Route.RTCF_REDIRECTED;
                gateway = true;
                nextHop = exception.gateway();
            }
        }
        boolean locked = learntLock || metrics.isLocked(RouteMetrics.MTU);
        boolean believe = !input || locked || settings.get(NetIpv4.IP_FORWARD_USE_PMTU) != 0;
        int mtu = mtu(device, metrics, believe ? learnt : 0, gateway);
        return new Route(
                type,
                device,
                nextHop,
                source,
                gateway,
                mtu,
                locked,
                metrics.get(RouteMetrics.HOPLIMIT),
                false,
                (flags & Route.RTCF_LOCAL) != 0,
                onLinkFailure,
                shownFlags,
                metrics,
                learnt,
                expires,
                iif);
    }

    /** {@code ip_dst_mtu_maybe_forward}. */
    private static int mtu(NetDevice device, RouteMetrics metrics, int learnt, boolean gateway) {
        if (learnt != 0) {
            return Math.min(learnt, LARGEST_MTU);
        }
        int ofRoute = metrics.get(RouteMetrics.MTU);
        if (ofRoute != 0) {
            return Math.min(ofRoute, LARGEST_MTU);
        }
        boolean narrow = metrics.isLocked(RouteMetrics.MTU) && gateway && device.mtu() > LOCKED_MTU;
        return narrow ? LOCKED_MTU : Math.min(device.mtu(), LARGEST_MTU);
    }
}
