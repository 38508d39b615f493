package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What routes with the same next hops have in common ({@code struct fib_info}); shared between them. */
public final class FibInfo {

    final int protocol;
    final int scope;
    final RouteType type;
    final int table;
    final int priority;
    final Ipv4Address preferredSource;
    final RouteMetrics metrics;
    final List<FibNh> hops;
    final @Nullable Nexthop nexthop;
    int flags;
    int references;

    FibInfo(FibConfig config, List<FibNh> hops, @Nullable Nexthop nexthop) {
        this.protocol = config.protocol();
        this.scope = config.scope();
        this.type = config.type();
        this.table = config.table();
        this.priority = config.priority();
        this.preferredSource = config.preferredSource();
        this.metrics = config.metrics();
        this.flags = config.flags();
        this.hops = List.copyOf(hops);
        this.nexthop = nexthop;
    }

    public int protocol() {
        return protocol;
    }

    public int scope() {
        return scope;
    }

    /** The metric of the route, unsigned. */
    public int priority() {
        return priority;
    }

    public Ipv4Address preferredSource() {
        return preferredSource;
    }

    public RouteMetrics metrics() {
        return metrics;
    }

    /** See {@link NextHopFlags}. */
    public int flags() {
        return flags;
    }

    /** The nexthop object that the route goes by, if it does. */
    public Optional<Nexthop> nexthop() {
        return Optional.ofNullable(nexthop);
    }

    /** Its next hops; those of the nexthop object where it goes by one ({@code fib_info_nhc}). */
    public List<FibNh> paths() {
        return nexthop == null ? hops : nexthop.paths();
    }

    int pathCount() {
        return nexthop == null ? hops.size() : nexthop.paths().size();
    }

    FibNh path(int index) {
        return nexthop == null ? hops.get(index) : nexthop.paths().get(index);
    }

    boolean isDead() {
        return (flags & NextHopFlags.DEAD) != 0;
    }

    /** What makes two of them the same ({@code fib_find_info}). */
    record Identity(
            int protocol,
            int scope,
            Ipv4Address preferredSource,
            int priority,
            RouteType type,
            int table,
            RouteMetrics metrics,
            int flags,
            int nexthopId,
            List<HopIdentity> hops) {}

    record HopIdentity(int oif, boolean hasGateway, int gateway, int scope, int weight, int realm, int flags) {}

    Identity identity() {
        List<HopIdentity> each = new ArrayList<>(hops.size());
        for (FibNh hop : hops) {
            each.add(new HopIdentity(
                    hop.oif,
                    hop.hasGateway,
                    hop.gateway.bits(),
                    hop.scope,
                    hop.weight,
                    hop.realm,
                    hop.flags & ~NextHopFlags.STATE));
        }
        return new Identity(
                protocol,
                scope,
                preferredSource,
                priority,
                type,
                table,
                metrics,
                flags & ~NextHopFlags.STATE,
                nexthop == null ? 0 : nexthop.id(),
                each);
    }
}
