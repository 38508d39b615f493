package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.trace.DropReason;
import org.jspecify.annotations.Nullable;

/** The routes of received packets ({@code ip_route_input_rcu}). */
final class InputRouting {

    private static final int IGMP = 2;

    private final DeviceTable devices;
    private final InetDevices inet;
    private final FibLookup lookup;
    private final PathSelection paths;
    private final SourceValidation sources;
    private final RouteMaker maker;
    private final Multicast multicast;

    InputRouting(
            DeviceTable devices,
            InetDevices inet,
            FibLookup lookup,
            PathSelection paths,
            SourceValidation sources,
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

    /** Finds the route; {@code result} keeps what the lookup found. */
    InputResult route(FibQuery query, NetDevice device, FibResult result) {
        InDevice in = inet.of(device);
        if (in == null) {
            return Refusals.martian(DropReason.NOT_SPECIFIED, device.name() + " has no IPv4");
        }
        Ipv4Address source = new Ipv4Address(query.source);
        Ipv4Address destination = new Ipv4Address(query.destination);
        if (destination.isMulticast()) {
            return multicast(query, in, source, destination);
        }
        if (source.isMulticast() || source.isLimitedBroadcast()) {
            return Refusals.martianSource(source, DropReason.IP_INVALID_SOURCE);
        }
        if (destination.isLimitedBroadcast() || source.isAny() && destination.isAny()) {
            return broadcast(query, in, result);
        }
        if (source.isZeronet()) {
            return Refusals.martianSource(source, DropReason.IP_INVALID_SOURCE);
        }
        if (destination.isZeronet()) {
            return Refusals.martianDestination(destination, DropReason.IP_INVALID_DEST);
        }
        if ((destination.isLoopback() || source.isLoopback()) && !in.orConf(DevConf.ROUTE_LOCALNET)) {
            return Refusals.loopback(source, destination, in, inet);
        }
        return byTables(query, in, destination, result);
    }

    private InputResult byTables(FibQuery query, InDevice in, Ipv4Address destination, FibResult result) {
        boolean forwards = in.conf(DevConf.FORWARDING) != 0;
        if (!lookup.lookup(query, result)) {
            return forwards ? Refusals.noRoute(destination, result) : Refusals.notForwarding(destination, in);
        }
        switch (result.type) {
            case BROADCAST:
                return in.andConf(DevConf.BC_FORWARDING) ? forward(query, in, result) : broadcast(query, in, result);
            case LOCAL:
                return deliver(query, in, result, query.destination);
            case UNICAST:
                return forwards ? forward(query, in, result) : Refusals.notForwarding(destination, in);
            default:
                return forwards
                        ? Refusals.martianDestination(destination, DropReason.IP_INVALID_DEST)
                        : Refusals.notForwarding(destination, in);
        }
    }

    private InputResult deliver(FibQuery query, InDevice in, FibResult result, int validatedFor) {
        FibQuery checked = query;
        if (validatedFor != query.destination) {
            checked = FibQuery.to(validatedFor);
            checked.source = query.source;
            checked.tos = query.tos;
            checked.mark = query.mark;
            checked.protocol = query.protocol;
            checked.sourcePort = query.sourcePort;
            checked.destinationPort = query.destinationPort;
        }
        SourceCheck check = sources.validate(checked, 0, in);
        if (check instanceof SourceCheck.Invalid invalid) {
            return Refusals.source(invalid);
        }
        return here(query, result, Route.RTCF_LOCAL);
    }

    private InputResult broadcast(FibQuery query, InDevice in, FibResult result) {
        result.type = RouteType.BROADCAST;
        if (!new Ipv4Address(query.source).isZeronet()) {
            InputResult checked = deliver(query, in, result, 0);
            if (checked instanceof InputResult.Refused) {
                return checked;
            }
        }
        result.type = RouteType.BROADCAST;
        return here(query, result, Route.RTCF_LOCAL | Route.RTCF_BROADCAST);
    }

    private InputResult here(FibQuery query, FibResult result, int flags) {
        NetDevice master = result.info == null ? null : L3mdev.master(result.hop().device);
        return new InputResult.Routed(maker.input(
                result.type,
                master == null ? devices.loopback() : master,
                flags,
                new Ipv4Address(query.destination),
                result.info,
                result.info == null ? null : result.hop));
    }

    /** {@code ip_route_input_mc}. */
    private InputResult multicast(FibQuery query, InDevice in, Ipv4Address source, Ipv4Address destination) {
        if (!multicast.isMember(in, destination)) {
            return Refusals.notMember(destination, in);
        }
        if (source.isMulticast() || source.isLimitedBroadcast()) {
            return Refusals.martianSource(source, DropReason.IP_INVALID_SOURCE);
        }
        if (source.isLoopback() && !in.orConf(DevConf.ROUTE_LOCALNET)) {
            return Refusals.loopback(source, destination, in, inet);
        }
        if (source.isZeronet()) {
            if (!destination.isLocalMulticast() && query.protocol != IGMP) {
                return Refusals.martianSource(source, DropReason.IP_INVALID_SOURCE);
            }
        } else {
            FibQuery anywhere = FibQuery.to(0);
            anywhere.source = query.source;
            anywhere.tos = query.tos;
            anywhere.mark = query.mark;
            SourceCheck check = sources.validate(anywhere, 0, in);
            if (check instanceof SourceCheck.Invalid invalid) {
                return Refusals.source(invalid);
            }
        }
        return new InputResult.Routed(maker.input(
                RouteType.MULTICAST,
                devices.loopback(),
                Route.RTCF_MULTICAST | Route.RTCF_LOCAL,
                destination,
                null,
                null));
    }

    /** {@code ip_mkroute_input}. */
    private InputResult forward(FibQuery query, InDevice in, FibResult result) {
        paths.selectForwarding(result, query);
        NetDevice out = result.hop().device;
        InDevice outDevice = out == null ? null : inet.of(out);
        if (out == null || outDevice == null) {
            return Refusals.martian(DropReason.NOT_SPECIFIED, "the device of the route has no IPv4");
        }
        SourceCheck check = sources.validate(query, result.hop().oif, in);
        if (check instanceof SourceCheck.Invalid invalid) {
            return Refusals.source(invalid);
        }
        Ipv4Address destination = new Ipv4Address(query.destination);
        Route route = maker.input(result.type, out, 0, destination, result.info, result.hop);
        boolean onLink = ((SourceCheck.Valid) check).onLink();
        return new InputResult.Routed(
                onLink && suggestsRedirect(query, in, outDevice, result.hop()) ? route.withRedirect(true) : route);
    }

    private static boolean suggestsRedirect(FibQuery query, InDevice in, @Nullable InDevice out, FibNh hop) {
        return out == in
                && out.orConf(DevConf.SEND_REDIRECTS)
                && (out.orConf(DevConf.SHARED_MEDIA) || out.isOnLink(new Ipv4Address(query.source), hop.gateway));
    }
}
