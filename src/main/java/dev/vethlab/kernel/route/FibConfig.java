package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import java.util.List;

/**
 * A route as a request describes it ({@code struct fib_config}).
 *
 * @param requestFlags {@code NLM_F_*}: one of the constants here, combined
 * @param table the number of the table, unsigned
 * @param protocol who made the route ({@code RTPROT_*})
 * @param scope see {@link RouteScope}
 * @param type {@link RouteType#UNSPEC} in a request to delete stands for any
 * @param flags {@link NextHopFlags} of the whole
 * @param priority the metric, unsigned: the lowest is preferred
 * @param preferredSource {@link Ipv4Address#ANY} for none
 * @param hop the next hop where there is one
 * @param multipath the next hops where there are several, else empty
 * @param nexthopId the number of a nexthop object, 0 for none
 */
public record FibConfig(
        int requestFlags,
        Ipv4Prefix destination,
        int tos,
        int table,
        int protocol,
        int scope,
        RouteType type,
        int flags,
        int priority,
        Ipv4Address preferredSource,
        RouteMetrics metrics,
        HopConfig hop,
        List<HopConfig> multipath,
        int nexthopId) {

    public static final int REPLACE = 0x100;
    public static final int EXCLUSIVE = 0x200;
    public static final int CREATE = 0x400;
    public static final int APPEND = 0x800;

    boolean asks(int flag) {
        return (requestFlags & flag) != 0;
    }
}
