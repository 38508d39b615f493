package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The routing of a namespace: its rules, tables and next hops, and the lookups in them. */
public final class Fib {

    private static final int DSCP_MASK = 0xfc;

    private final NetNamespace net;
    private final InetDevices inet;
    private final NetSysctls sysctls;
    private final FibTables tables;
    private final FibRules rules;
    private final FibLookup lookup;
    private final SourceSelection sources;
    private final SourceValidation validation;
    private final RouteMaker maker;
    private final OutputRouting outputs;
    private final InputRouting inputs;
    private final PathLearning learning;
    private final RouteTrace trace;
    private final RouteControl control;
    private final RouteCache cache = new RouteCache();
    private Multicast multicast = (device, group) -> false;
    private long membershipChanges;
    private boolean customLocalRoutes;
    private int multipathRoutes;
    private int realmUsers;

    /** Begins to follow the devices and addresses of a namespace. */
    public Fib(NetNamespace net, InetDevices inet, NeighbourTable neighbours, NetSysctls sysctls) {
        this.net = net;
        this.inet = inet;
        this.sysctls = sysctls;
        this.tables = new FibTables(inet);
        this.rules = new FibRules(net.devices(), tables);
        this.lookup = new FibLookup(tables, rules);
        this.sources = new SourceSelection(inet);
        this.maker = new RouteMaker(net.machine(), sysctls);
        Nexthops nexthops = new Nexthops();
        NextHopCheck check = new NextHopCheck(net.devices(), inet, lookup);
        FibInfos infos = new FibInfos(net.devices(), inet, lookup, check, nexthops, sources);
        FibChange change = new FibChange(tables, infos, this);
        FibSync sync = new FibSync(inet, infos, change);
        MultipathHash hash = new MultipathHash(sysctls, net.machine().random());
        PathSelection paths = new PathSelection(sysctls, neighbours, hash);
        this.validation = new SourceValidation(inet, lookup, rules, this);
        Multicast members = (device, group) -> multicast.isMember(device, group);
        this.outputs = new OutputRouting(net.devices(), inet, lookup, paths, sources, maker, members);
        this.inputs = new InputRouting(net.devices(), inet, lookup, paths, validation, maker, members);
        this.learning = new PathLearning(net.machine(), inet, neighbours, sysctls, lookup, paths, maker);
        this.trace = new RouteTrace(net);
        NexthopControl nexthopControl = new NexthopControl(net.devices(), nexthops, check, change, sources, maker);
        this.control = new RouteControl(this, tables, rules, change, nexthops, nexthopControl, lookup);
        AddressRoutes addressRoutes = new AddressRoutes(inet, change, lookup, sync);
        sysctls.onRouteFlush(this::forgetLearnt);
        FibEvents events = new FibEvents(
                inet, neighbours, sync, sources, maker, addressRoutes, nexthopControl, control::flushDead);
        net.addListener(events::on);
        inet.addListener(events);
    }

    /** Has a protocol told when the next hop of a packet cannot be reached ({@code ipv4_link_failure}). */
    public void setLinkFailureHandler(BiConsumer<Route, Skb> handler) {
        maker.setLinkFailureHandler(handler);
    }

    /** Has somebody asked which groups devices are in. */
    public void setMulticast(Multicast members) {
        multicast = members;
    }

    /** A device has joined or left a group: what is for this host is another matter now. */
    public void membershipChanged() {
        membershipChanges++;
    }

    /** Grows whenever a route that was found before may be another one now. */
    private long generation() {
        return maker.generation() + inet.generation() + membershipChanges;
    }

    /** The door for requests: routes, rules, nexthop objects. */
    public RouteControl control() {
        return control;
    }

    /**
     * The route of a packet made here ({@code ip_route_output_key_hash_rcu}); chooses the source where the flow leaves it open.
     *
     * @throws KernelException ENETUNREACH, EHOSTUNREACH, EACCES, EINVAL, ENODEV... as {@code connect(2)} and {@code sendto(2)} give
     */
    public Route output(Flow flow) throws KernelException {
        if (net.machine().tracer().isOn()) {
            return output(FibQuery.of(flow), flow.anySource(), new FibResult());
        }
        long generation = generation();
        Route known = cache.find(flow, generation);
        if (known != null) {
            return known;
        }
        FibResult result = new FibResult();
        Route route = outputs.route(FibQuery.of(flow), flow.anySource(), result);
        if (!rules.areCustom() && RouteCache.isStable(result)) {
            cache.keep(flow, route, generation);
        }
        return route;
    }

    Route output(FibQuery query, boolean anySource, FibResult result) throws KernelException {
        if (!net.machine().tracer().isOn()) {
            return outputs.route(query, anySource, result);
        }
        try {
            Route route = outputs.route(query, anySource, result);
            trace.output(query, result, route);
            return route;
        } catch (KernelException refused) {
            trace.refused(query, result, refused);
            throw refused;
        }
    }

    /** The route of a received packet ({@code ip_route_input_rcu}). */
    public InputResult input(Ipv4Address destination, Ipv4Address source, int tos, int mark, NetDevice device) {
        if (net.machine().tracer().isOn()) {
            return input(received(source, destination, tos, mark, device), device, new FibResult(), 0);
        }
        long generation = generation();
        int dsField = tos & DSCP_MASK;
        InputResult known = cache.find(destination.bits(), source.bits(), dsField, mark, device, generation);
        if (known != null) {
            return known;
        }
        FibQuery query = received(source, destination, tos, mark, device);
        FibResult result = new FibResult();
        InputResult way = inputs.route(query, device, result);
        if (!rules.areCustom() && way instanceof InputResult.Routed && RouteCache.isStable(result)) {
            cache.keep(query, device, way, generation);
        }
        return way;
    }

    /** The route of a received packet, where rules and next hops may also go by its protocol and ports. */
    public InputResult input(Skb skb, Ipv4Packet packet) {
        return input(skb, packet, skb.dev);
    }

    /**
     * The route of a received packet, where rules and next hops may also go by its protocol and ports.
     *
     * @param device the device that it came in by, which is a port where the packet's own is its L3 master
     */
    public InputResult input(Skb skb, Ipv4Packet packet, NetDevice device) {
        if (!rules.areCustom() && !net.machine().tracer().isOn() && multipathRoutes == 0) {
            return input(packet.destination(), packet.source(), packet.tos(), skb.mark, device);
        }
        FibQuery query = received(packet.source(), packet.destination(), packet.tos(), skb.mark, device);
        query.tunnelId = tunnelId(skb);
        FlowPorts.dissect(query, packet);
        return input(query, device, new FibResult(), skb.captureNumber);
    }

    /**
     * The route that an ARP request would take to what it asks for. Only a way that was found is told: who asks says itself why
     * there is no answer.
     */
    public InputResult input(Ipv4Address target, Ipv4Address sender, Skb request) {
        boolean told = net.machine().tracer().isOn();
        if (!rules.areCustom() && !told) {
            return input(target, sender, 0, 0, request.dev);
        }
        FibQuery query = received(sender, target, 0, 0, request.dev);
        query.tunnelId = tunnelId(request);
        FibResult result = new FibResult();
        InputResult way = inputs.route(query, request.dev, result);
        if (told && way instanceof InputResult.Routed) {
            trace.input(query, request.dev, result, way, request.captureNumber);
        }
        return way;
    }

    /** The tunnel that a received packet came by, 0 where none is noted. */
    private static long tunnelId(Skb skb) {
        TunnelInfo tunnel = skb.tunnel;
        return tunnel == null || tunnel.outgoing() ? 0 : tunnel.id();
    }

    /** Whether a lookup could find that an address is this host's own: nobody but an address or an unusual route makes it so. */
    public boolean mayBeLocal(Ipv4Address address) {
        return customLocalRoutes || address.isLoopback() || inet.owner(address) != null || rules.areCustom();
    }

    InputResult input(FibQuery query, NetDevice device, FibResult result, long packet) {
        InputResult way = inputs.route(query, device, result);
        if (net.machine().tracer().isOn()) {
            trace.input(query, device, result, way, packet);
        }
        return way;
    }

    private static FibQuery received(Ipv4Address source, Ipv4Address destination, int tos, int mark, NetDevice device) {
        FibQuery query = FibQuery.to(destination.bits());
        query.source = source.bits();
        query.iif = device.index();
        query.tos = tos & DSCP_MASK;
        query.mark = mark;
        return query;
    }

    /** Whether a packet with this source may come in by this device ({@code fib_validate_source}). */
    public SourceCheck validateSource(
            Ipv4Address source, Ipv4Address destination, int tos, int mark, NetDevice device) {
        InDevice in = inet.of(device);
        if (in == null) {
            return new SourceCheck.Valid(false);
        }
        return validation.validate(received(source, destination, tos, mark, device), 0, in);
    }

    /**
     * The address that an answer to a received packet comes from ({@code fib_compute_spec_dst}).
     *
     * @param route the packet's own
     */
    public Ipv4Address specificDestination(Route route, Ipv4Packet packet, int mark, NetDevice device) {
        int kinds = Route.RTCF_BROADCAST | Route.RTCF_MULTICAST | Route.RTCF_LOCAL;
        if ((route.flags() & kinds) == Route.RTCF_LOCAL) {
            return packet.destination();
        }
        int scope = RouteScope.LINK;
        if (!packet.source().isZeronet()) {
            InDevice in = inet.of(device);
            FibQuery back = FibQuery.to(packet.source().bits());
            back.tos = packet.tos() & 0x1e;
            back.l3mdev = L3mdev.masterIndex(device);
            back.mark = in != null && in.orConf(DevConf.SRC_VALID_MARK) ? mark : 0;
            FibResult result = new FibResult();
            if (lookup.lookup(back, result)) {
                return sources.preferred(result);
            }
            scope = RouteScope.UNIVERSE;
        }
        return inet.select(device, packet.source(), scope);
    }

    /** What an address is to this host ({@code inet_addr_type}). */
    public RouteType addressType(Ipv4Address address) {
        return lookup.addressType(address);
    }

    /** What an address is to the routing domain of a device ({@code inet_addr_type_dev_table}). */
    public RouteType addressTypeAt(NetDevice device, Ipv4Address address) {
        return lookup.addressType(address, null, FibTable.localOf(device));
    }

    /** What an address is to this host, only routes by this device counting ({@code inet_dev_addr_type}). */
    public RouteType addressType(Ipv4Address address, NetDevice device) {
        return lookup.addressType(address, device, FibTable.LOCAL);
    }

    /**
     * The best own address for packets by a device to a destination ({@code inet_select_addr}); {@link Ipv4Address#ANY} where there
     * is none.
     */
    public Ipv4Address selectAddress(NetDevice device, Ipv4Address destination, int scope) {
        return inet.select(device, destination, scope);
    }

    /** Remembers the path MTU that an ICMP error has told of for a flow ({@code __ip_rt_update_pmtu}). */
    public void learnPathMtu(Flow flow, int mtu) {
        learning.pathMtu(this, flow, mtu);
    }

    /**
     * Takes a better gateway for a flow from an ICMP redirect, where it may be believed ({@code __ip_do_redirect}).
     *
     * @param device the device that the redirect came in by
     * @param from who sent it
     */
    public void learnRedirect(Flow flow, NetDevice device, Ipv4Address from, Ipv4Address newGateway) {
        learning.redirect(this, flow, device, from, newGateway);
    }

    /** The route to a destination by a next hop that has learnt something of it, unless that has expired. */
    Optional<Route> learntRoute(FibAlias alias, FibNh hop, int destination) {
        NextHopExceptions exceptions = hop.exceptions;
        if (hop.device == null
                || exceptions == null
                || exceptions.find(destination, net.machine().nowNs()) == null) {
            return Optional.empty();
        }
        return Optional.of(maker.output(
                alias.type, hop.device, 0, Ipv4Address.ANY, new Ipv4Address(destination), alias.info, hop, 0));
    }

    /** Forgets what was learnt of paths ({@code ipv4_sysctl_rtcache_flush}). */
    private void forgetLearnt() {
        for (FibTable table : tables.all()) {
            for (FibAlias alias : table.routes()) {
                for (FibNh hop : alias.info.paths()) {
                    hop.exceptions = null;
                }
            }
        }
        maker.invalidate();
    }

    boolean showsHopsOfNexthops() {
        return sysctls.isSet(NetIpv4.NEXTHOP_COMPAT_MODE);
    }

    boolean ignoresLinkDown(NetDevice device) {
        return FibTable.ignoresLinkDown(inet, device);
    }

    boolean hasCustomLocalRoutes() {
        return customLocalRoutes;
    }

    void customLocalRouteAdded() {
        customLocalRoutes = true;
    }

    /** Whether routes or rules sort packets into realms, for then every source is looked up. */
    boolean usesRealms() {
        return realmUsers > 0;
    }

    /** Tells those who listen of a route ({@code rtmsg_fib}). */
    void tell(FibAlias route, boolean deleted) {
        if (net.notifications().areHeard()) {
            net.notifications().tell(new RouteNotification(route, deleted));
        }
    }

    /** Tells those who listen of a rule. */
    void tell(FibRuleList rules, FibRule rule, boolean deleted) {
        if (net.notifications().areHeard()) {
            net.notifications().tell(new RuleNotification(rules, rule, deleted));
        }
    }

    void routeAdded(FibInfo info) {
        realmUsers += realms(info);
        multipathRoutes += isMultipath(info) ? 1 : 0;
        maker.invalidate();
    }

    void routeRemoved(FibInfo info) {
        realmUsers -= realms(info);
        multipathRoutes -= isMultipath(info) ? 1 : 0;
        maker.invalidate();
    }

    void ruleChanged(int realms) {
        realmUsers += realms;
        maker.invalidate();
    }

    private static boolean isMultipath(FibInfo info) {
        return info.nexthop != null || info.hops.size() > 1;
    }

    private static int realms(FibInfo info) {
        int count = 0;
        for (FibNh hop : info.hops) {
            count += hop.realm == 0 ? 0 : 1;
        }
        return count;
    }
}
