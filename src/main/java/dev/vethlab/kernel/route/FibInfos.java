package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes, finds again and forgets what routes share ({@code fib_create_info}, {@code fib_release_info}). */
final class FibInfos {

    private final DeviceTable devices;
    private final FibLookup lookup;
    private final NextHopCheck check;
    private final Nexthops nexthops;
    private final SourceSelection sources;
    private final InetDevices inet;
    private final Map<FibInfo.Identity, FibInfo> infos = new HashMap<>();

    FibInfos(
            DeviceTable devices,
            InetDevices inet,
            FibLookup lookup,
            NextHopCheck check,
            Nexthops nexthops,
            SourceSelection sources) {
        this.devices = devices;
        this.inet = inet;
        this.lookup = lookup;
        this.check = check;
        this.nexthops = nexthops;
        this.sources = sources;
    }

    /** All there are. */
    Collection<FibInfo> all() {
        return Collections.unmodifiableCollection(infos.values());
    }

    /**
     * What a new route needs, shared with routes that need the same; not counted as used yet.
     *
     * @throws KernelException as a request for the route is refused
     */
    FibInfo create(FibConfig config) throws KernelException {
        checkShape(config);
        Nexthop nexthop = config.nexthopId() == 0 ? null : existing(config.nexthopId());
        FibInfo info = new FibInfo(config, hopsOf(config, nexthop), nexthop);
        checkType(config);
        if (!config.type().isError()) {
            checkHops(config, info);
            if (!info.preferredSource.isAny() && !isOwn(config)) {
                throw invalid("Invalid prefsrc address");
            }
            settle(info);
        }
        return infos.getOrDefault(info.identity(), info);
    }

    private static void checkShape(FibConfig config) throws KernelException {
        if (config.type().widestScope() > config.scope()) {
            throw invalid("Invalid scope");
        }
        if ((config.flags() & (NextHopFlags.DEAD | NextHopFlags.LINKDOWN)) != 0) {
            throw invalid("Invalid rtm_flags - can not contain DEAD or LINKDOWN");
        }
    }

    private Nexthop existing(int id) throws KernelException {
        Optional<Nexthop> nexthop = nexthops.find(id);
        if (nexthop.isEmpty()) {
            throw invalid("Nexthop id does not exist");
        }
        return nexthop.get();
    }

    private static List<FibNh> hopsOf(FibConfig config, @Nullable Nexthop nexthop) throws KernelException {
        if (nexthop != null) {
            return List.of();
        }
        if (config.multipath().isEmpty()) {
            HopConfig hop = config.hop();
            return List.of(new FibNh(new HopConfig(hop.oif(), hop.gateway(), config.flags(), 1, hop.realm())));
        }
        List<FibNh> hops = new ArrayList<>();
        for (HopConfig hop : config.multipath()) {
            if ((hop.flags() & (NextHopFlags.DEAD | NextHopFlags.LINKDOWN)) != 0) {
                throw invalid("Invalid flags for nexthop - can not contain DEAD or LINKDOWN");
            }
            int flags = config.flags() & ~0xff | hop.flags();
            hops.add(new FibNh(new HopConfig(hop.oif(), hop.gateway(), flags, hop.weight(), hop.realm())));
        }
        checkFirst(config.hop(), hops.get(0));
        return hops;
    }

    /** What is said of the route as a whole must hold for its first next hop. */
    private static void checkFirst(HopConfig whole, FibNh first) throws KernelException {
        if (whole.oif() != 0 && whole.oif() != first.oif) {
            throw invalid("Nexthop device index does not match RTA_OIF");
        }
        if (whole.gateway().isPresent() && !whole.gateway().equals(first.gateway())) {
            throw invalid("Nexthop gateway does not match RTA_GATEWAY or RTA_VIA");
        }
        if (whole.realm() != 0 && whole.realm() != first.realm) {
            throw invalid("Nexthop class id does not match RTA_FLOW");
        }
    }

    private static void checkType(FibConfig config) throws KernelException {
        HopConfig hop = config.hop();
        if (config.type().isError()) {
            if (hop.gateway().isPresent()
                    || hop.oif() != 0
                    || !config.multipath().isEmpty()) {
                throw invalid("Gateway, device and multipath can not be specified for this route type");
            }
        } else if (config.type() == RouteType.UNSPEC) {
            throw invalid("Invalid route type");
        } else if (config.scope() > RouteScope.HOST) {
            throw invalid("Invalid scope");
        }
    }

    private void checkHops(FibConfig config, FibInfo info) throws KernelException {
        if (info.nexthop != null) {
            Nexthops.checkScope(info.nexthop, config.scope());
        } else if (config.scope() == RouteScope.HOST) {
            checkHostScope(info);
        } else {
            int linkDown = 0;
            for (FibNh hop : info.hops) {
                check.check(hop, config.table(), config.scope());
                linkDown += hop.isLinkDown() ? 1 : 0;
            }
            if (linkDown == info.hops.size()) {
                info.flags |= NextHopFlags.LINKDOWN;
            }
        }
    }

    private void checkHostScope(FibInfo info) throws KernelException {
        FibNh hop = info.hops.get(0);
        if (info.hops.size() != 1) {
            throw invalid("Route with host scope can not have multiple nexthops");
        }
        if (hop.hasGateway) {
            throw invalid("Route with host scope can not have a gateway");
        }
        Optional<NetDevice> device = devices.byIndex(hop.oif);
        if (device.isEmpty()) {
            throw new KernelException(Errno.ENODEV);
        }
        hop.scope = RouteScope.NOWHERE;
        hop.device = device.get();
    }

    /** {@code fib_valid_prefsrc}. */
    private boolean isOwn(FibConfig config) {
        Ipv4Address source = config.preferredSource();
        Ipv4Address destination = config.destination().network();
        if (config.type() == RouteType.LOCAL && !destination.isAny() && source.equals(destination)) {
            return true;
        }
        int table = config.table() == FibTable.MAIN ? FibTable.LOCAL : config.table();
        return lookup.addressType(source, null, table) == RouteType.LOCAL
                || table != FibTable.LOCAL && lookup.addressType(source) == RouteType.LOCAL;
    }

    private void settle(FibInfo info) {
        for (FibNh hop : info.hops) {
            sources.update(hop, info.scope);
        }
        rebalance(info);
    }

    /** Shares the hash values out over the next hops that work ({@code fib_rebalance}). */
    void rebalance(FibInfo info) {
        if (info.hops.size() < 2) {
            return;
        }
        long total = 0;
        for (FibNh hop : info.hops) {
            total += isUsable(hop) ? hop.weight : 0;
        }
        long sum = 0;
        for (FibNh hop : info.hops) {
            boolean usable = isUsable(hop);
            sum += usable ? hop.weight : 0;
            hop.upperBound = usable ? MultipathHash.upperBound(sum, total) : -1;
        }
    }

    private boolean isUsable(FibNh hop) {
        return !hop.isDead() && !(hop.isLinkDown() && FibTable.ignoresLinkDown(inet, hop.device));
    }

    /** A route uses it from now on. */
    void hold(FibInfo info) {
        if (info.references++ == 0) {
            infos.put(info.identity(), info);
        }
    }

    /** A route is gone that used it. */
    void release(FibInfo info) {
        if (--info.references == 0) {
            infos.remove(info.identity(), info);
        }
    }

    private static KernelException invalid(String words) {
        return new KernelException(Errno.EINVAL, words);
    }
}
