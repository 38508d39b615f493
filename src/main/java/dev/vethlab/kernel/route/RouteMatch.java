package dev.vethlab.kernel.route;

import java.util.List;

/** Whether a route is the one that a request to delete means ({@code fib_table_delete}, {@code fib_nh_match}). */
final class RouteMatch {

    private RouteMatch() {}

    static boolean fits(FibConfig config, FibAlias alias) {
        FibInfo info = alias.info;
        return (config.type() == RouteType.UNSPEC || config.type() == alias.type)
                && (config.scope() == RouteScope.NOWHERE || config.scope() == info.scope)
                && (config.preferredSource().isAny() || config.preferredSource().equals(info.preferredSource))
                && (config.protocol() == 0 || config.protocol() == info.protocol)
                && (config.priority() == 0 || config.priority() == info.priority)
                && fitsHops(config, info)
                && config.metrics().matches(info.metrics);
    }

    private static boolean fitsHops(FibConfig config, FibInfo info) {
        HopConfig hop = config.hop();
        boolean hopGiven = hop.oif() != 0 || hop.gateway().isPresent();
        if (config.nexthopId() != 0) {
            return info.nexthop != null && info.nexthop.id() == config.nexthopId();
        }
        if (info.nexthop != null) {
            return !hopGiven && config.multipath().isEmpty();
        }
        if (hopGiven) {
            return fitsHop(hop, info.hops.get(0)) && (hop.realm() == 0 || hop.realm() == info.hops.get(0).realm);
        }
        return fitsMultipath(config.multipath(), info.hops);
    }

    private static boolean fitsMultipath(List<HopConfig> wanted, List<FibNh> hops) {
        if (wanted.isEmpty()) {
            return true;
        }
        if (wanted.size() < hops.size()) {
            return false;
        }
        for (int i = 0; i < hops.size(); i++) {
            HopConfig hop = wanted.get(i);
            if (!fitsHop(hop, hops.get(i)) || hop.realm() != 0 && hop.realm() != hops.get(i).realm) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsHop(HopConfig wanted, FibNh hop) {
        return (wanted.oif() == 0 || wanted.oif() == hop.oif)
                && (wanted.gateway().isEmpty()
                        || hop.hasGateway && hop.gateway.equals(wanted.gateway().get()));
    }
}
