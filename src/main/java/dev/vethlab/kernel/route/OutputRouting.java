package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.L3Master;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import org.jspecify.annotations.Nullable;

/** The routes of packets made here ({@code ip_route_output_key_hash_rcu}). */
final class OutputRouting {

    private static final int IGMP = 2;

    private final DeviceTable devices;
    private final InetDevices inet;
    private final FibLookup lookup;
    private final PathSelection paths;
    private final SourceSelection sources;
    private final RouteMaker maker;
    private final Multicast multicast;

    OutputRouting(
            DeviceTable devices,
            InetDevices inet,
            FibLookup lookup,
            PathSelection paths,
            SourceSelection sources,
            RouteMaker maker,
            Multicast multicast) {
        this.devices = devices;
        this.inet = inet;
        this.lookup = lookup;
        this.paths = paths;
        this.sources = sources;
        this.maker = maker;
        this.multicast = multicast;
    }

    /**
     * Finds the route; {@code result} keeps what the lookup found.
     *
     * @param anySource whether the source need not be an address of this host
     */
    Route route(FibQuery query, boolean anySource, FibResult result) throws KernelException {
        NetDevice device = null;
        int wantedOif = query.oif;
        if (query.source != 0) {
            device = checkSource(query, anySource);
            if (device != null) {
                result.type = RouteType.UNICAST;
                return make(query, result, wantedOif, device, 0);
            }
        }
        if (query.oif != 0) {
            device = usable(query.oif);
            if (fillSource(query, device)) {
                result.type = RouteType.UNICAST;
                return make(query, result, wantedOif, device, 0);
            }
        }
        if (query.destination == 0) {
            return toSelf(query, result, wantedOif);
        }
        if (!lookup.lookup(query, result)) {
            return withoutRoute(query, result, wantedOif, device);
        }
        if (result.type == RouteType.LOCAL) {
            return local(query, result);
        }
        paths.select(result, query);
        if (query.source == 0) {
            query.source = sources.preferred(result).bits();
        }
        return make(query, result, wantedOif, result.device(), 0);
    }

    /** Checks a source that is given; the device that it decides for, null where it does not decide. */
    private @Nullable NetDevice checkSource(FibQuery query, boolean anySource) throws KernelException {
        Ipv4Address source = new Ipv4Address(query.source);
        Ipv4Address destination = new Ipv4Address(query.destination);
        if (source.isMulticast() || source.isLimitedBroadcast() || source.isZeronet()) {
            throw new KernelException(Errno.EINVAL);
        }
        if (query.oif == 0 && (destination.isMulticast() || destination.isLimitedBroadcast())) {
            NetDevice owner = owner(source);
            if (owner == null) {
                throw new KernelException(Errno.ENETUNREACH);
            }
            query.oif = owner.index();
            return owner;
        }
        if (!anySource && owner(source) == null) {
            throw new KernelException(Errno.ENETUNREACH);
        }
        return null;
    }

    /** {@code __ip_dev_find}: whose address it is, by the list of addresses or else by table local. */
    private @Nullable NetDevice owner(Ipv4Address address) {
        InDevice owner = inet.owner(address);
        if (owner != null) {
            return owner.device();
        }
        FibTable local = lookup.tables().local();
        FibResult result = new FibResult();
        if (local != null
                && local.lookup(FibQuery.to(address.bits()), result, false)
                && result.type == RouteType.LOCAL) {
            return result.hop().device;
        }
        return null;
    }

    private NetDevice usable(int oif) throws KernelException {
        NetDevice device = devices.byIndex(oif).orElse(null);
        if (device == null) {
            throw new KernelException(Errno.ENODEV);
        }
        if (!device.isUp() || inet.of(device) == null) {
            throw new KernelException(Errno.ENETUNREACH);
        }
        return device;
    }

    /** Chooses the source for a device that is given; true where no lookup is needed. */
    private boolean fillSource(FibQuery query, NetDevice device) {
        Ipv4Address destination = new Ipv4Address(query.destination);
        if (destination.isLocalMulticast() || destination.isLimitedBroadcast() || query.protocol == IGMP) {
            if (query.source == 0) {
                query.source =
                        inet.select(device, Ipv4Address.ANY, RouteScope.LINK).bits();
            }
            return true;
        }
        if (query.source == 0) {
            if (destination.isMulticast()) {
                query.source = inet.select(device, Ipv4Address.ANY, query.scope).bits();
            } else if (destination.isAny()) {
                query.source =
                        inet.select(device, Ipv4Address.ANY, RouteScope.HOST).bits();
            }
        }
        return false;
    }

    private Route toSelf(FibQuery query, FibResult result, int wantedOif) throws KernelException {
        query.destination = query.source;
        if (query.destination == 0) {
            query.source = Ipv4Address.LOOPBACK.bits();
            query.destination = query.source;
        }
        NetDevice loopback = devices.loopback();
        query.oif = loopback.index();
        result.type = RouteType.LOCAL;
        return make(query, result, wantedOif, loopback, Route.RTCF_LOCAL);
    }

    /** Without a route but with a device the destination is taken to be on the link. */
    private Route withoutRoute(FibQuery query, FibResult result, int wantedOif, @Nullable NetDevice device)
            throws KernelException {
        boolean group = new Ipv4Address(query.destination).isMulticast();
        if (device == null || query.l3mdev != 0 && !group) {
            throw new KernelException(result.error);
        }
        result.clear();
        if (query.source == 0) {
            query.source = inet.select(device, Ipv4Address.ANY, RouteScope.LINK).bits();
        }
        result.type = RouteType.UNICAST;
        return make(query, result, wantedOif, device, 0);
    }

    private Route local(FibQuery query, FibResult result) throws KernelException {
        if (query.source == 0) {
            Ipv4Address preferred = result.info().preferredSource;
            query.source = preferred.isAny() ? query.destination : preferred.bits();
        }
        NetDevice master = L3mdev.master(result.hop().device);
        NetDevice loopback = master == null ? devices.loopback() : master;
        int foundOif = result.hop().oif;
        query.oif = loopback.index();
        return make(query, result, foundOif, loopback, Route.RTCF_LOCAL);
    }

    /** {@code __mkroute_output}. */
    private Route make(FibQuery query, FibResult result, int wantedOif, NetDevice device, int given)
            throws KernelException {
        InDevice inDevice = inet.of(device);
        Ipv4Address source = new Ipv4Address(query.source);
        Ipv4Address destination = new Ipv4Address(query.destination);
        if (inDevice == null
                || source.isLoopback()
                        && !device.isLoopback()
                        && !(device instanceof L3Master)
                        && !inDevice.orConf(DevConf.ROUTE_LOCALNET)) {
            throw new KernelException(Errno.EINVAL);
        }
        FibInfo info = result.info;
        RouteType type = result.type;
        if (destination.isLimitedBroadcast()) {
            type = RouteType.BROADCAST;
        } else if (destination.isMulticast()) {
            type = RouteType.MULTICAST;
        } else if (destination.isZeronet()) {
            throw new KernelException(Errno.EINVAL);
        }
        int flags = device.isLoopback() ? given | Route.RTCF_LOCAL : given;
        if (type == RouteType.BROADCAST) {
            flags |= Route.RTCF_BROADCAST | Route.RTCF_LOCAL;
            info = null;
        } else if (type == RouteType.MULTICAST) {
            flags |= Route.RTCF_MULTICAST | Route.RTCF_LOCAL;
            flags &= multicast.isMember(inDevice, destination) ? ~0 : ~Route.RTCF_LOCAL;
            info = info != null && result.prefix().length() < 4 ? null : info;
        }
        return maker.output(
                type, device, flags, source, destination, info, info == null ? null : result.hop, wantedOif);
    }
}
