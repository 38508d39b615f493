package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.route.HopConfig;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.kernel.route.RouteType;
import java.util.List;

/**
 * A request to add, change or delete a route (RTM_NEWROUTE, RTM_DELROUTE).
 *
 * @param requestFlags {@code NLM_F_*}, as {@code FibConfig} has them
 * @param destination with whatever host bits were written
 * @param table 0 for main
 * @param flags {@code RTNH_F_*}
 * @param multipath the next hops where there are several, else empty
 * @param nexthopId 0 for none
 */
public record RouteRequest(
        int requestFlags,
        InetPrefix destination,
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
        int nexthopId) {}
