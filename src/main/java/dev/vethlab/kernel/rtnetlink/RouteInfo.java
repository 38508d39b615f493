package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.kernel.route.RouteType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A route as the kernel describes it (RTM_NEWROUTE).
 *
 * @param table its number, 0 where the lookup needed none
 * @param flags {@code RTNH_F_*}, {@code RTM_F_*} and, of a lookup's outcome, {@code RTCF_*}
 * @param source what the lookup was asked for
 * @param oif the index of the device
 * @param hops the next hops where there are several, else empty
 * @param nexthopId the nexthop object, 0 for none
 * @param realm {@code RTA_FLOW}, 0 for none
 * @param expiresTicks when what was learnt expires, in hundredths of a second from now, 0 for never
 * @param looked what only the outcome of a lookup has; empty for a route of a table
 */
public record RouteInfo(
        RouteType type,
        Ipv4Prefix destination,
        Optional<Ipv4Address> source,
        int tos,
        int table,
        int protocol,
        int scope,
        int flags,
        Optional<Ipv4Address> gateway,
        OptionalInt oif,
        Optional<Ipv4Address> preferredSource,
        int priority,
        RouteMetrics metrics,
        List<Hop> hops,
        int nexthopId,
        int realm,
        long expiresTicks,
        Optional<Looked> looked) {

    public static final int RTM_F_NOTIFY = 0x100;
    public static final int RTM_F_CLONED = 0x200;
    public static final int RTCF_NOTIFY = 0x1_0000;

    /** One of several next hops. */
    public record Hop(int oif, Optional<Ipv4Address> gateway, int flags, int weight, int realm) {}

    /** What the outcome of a lookup has ({@code rt_fill_info}). */
    public record Looked(int mark, OptionalLong uid, OptionalInt iif) {}

    /** This description with more flags. */
    public RouteInfo withFlags(int more) {
        return new RouteInfo(
                type,
                destination,
                source,
                tos,
                table,
                protocol,
                scope,
                flags | more,
                gateway,
                oif,
                preferredSource,
                priority,
                metrics,
                hops,
                nexthopId,
                realm,
                expiresTicks,
                looked);
    }

    /** Whether it is the outcome of a lookup and not a route of a table. */
    public boolean isCloned() {
        return looked.isPresent();
    }
}
