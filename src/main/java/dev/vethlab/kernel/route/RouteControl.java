package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What requests can do to the routing of a namespace, and what they can see of it. */
public final class RouteControl {

    private final Fib fib;
    private final FibTables tables;
    private final FibRules rules;
    private final FibRuleList ipv6Rules = FibRuleList.ofIpv6();
    private final FibRuleList multicastRules = FibRuleList.ofMulticast();
    private final FibChange change;
    private final Nexthops nexthops;
    private final NexthopControl nexthopControl;
    private final FibLookup lookup;

    RouteControl(
            Fib fib,
            FibTables tables,
            FibRules rules,
            FibChange change,
            Nexthops nexthops,
            NexthopControl nexthopControl,
            FibLookup lookup) {
        this.fib = fib;
        this.tables = tables;
        this.rules = rules;
        this.change = change;
        this.nexthops = nexthops;
        this.nexthopControl = nexthopControl;
        this.lookup = lookup;
    }

    /** The tables that there are, in the order of a dump ({@code inet_dump_fib}). */
    public List<FibTable> tables() {
        return tables.all();
    }

    public Optional<FibTable> table(int id) {
        return Optional.ofNullable(tables.find(id));
    }

    /**
     * Adds or replaces a route ({@code inet_rtm_newroute}).
     *
     * @throws KernelException as the kernel refuses it
     */
    public void add(FibConfig config) throws KernelException {
        change.insert(config);
        if (config.type() == RouteType.LOCAL) {
            fib.customLocalRouteAdded();
        }
    }

    /**
     * Deletes a route ({@code inet_rtm_delroute}).
     *
     * @throws KernelException ESRCH, EINVAL
     */
    public void delete(FibConfig config) throws KernelException {
        if (config.nexthopId() != 0 && nexthops.find(config.nexthopId()).isEmpty()) {
            throw new KernelException(Errno.EINVAL, "Nexthop id does not exist");
        }
        change.delete(config);
    }

    void flushDead() {
        change.flushDead();
    }

    /** The rules, first asked first. */
    public List<FibRule> rules() {
        return rules.list().all();
    }

    /** The rules in order, to look at; {@link #addRule} and {@link #removeRule} change them. */
    public FibRuleList ruleList() {
        return rules.list();
    }

    /** The rules of IPv6, by which nothing goes. */
    public FibRuleList ipv6Rules() {
        return ipv6Rules;
    }

    /** The rules of multicast routing, by which nothing goes. */
    public FibRuleList multicastRules() {
        return multicastRules;
    }

    /** Puts a rule behind those of the same priority; with table 0 it gets a new one ({@code fib4_rule_configure}). */
    public void addRule(FibRule rule) {
        boolean needsTable =
                rule.table() == FibTable.UNSPEC && rule.action().equals(FibRule.Action.TO_TABLE) && !rule.l3mdev();
        FibRule added = needsTable ? rule.withTable(tables.createEmpty().id()) : rule;
        rules.add(added);
        fib.tell(rules.list(), added, false);
        fib.ruleChanged(rule.realms() == 0 ? 0 : 1);
    }

    /** Takes away one of {@link #rules()}. */
    public void removeRule(FibRule rule) {
        rules.remove(rule);
        fib.tell(rules.list(), rule, true);
        fib.ruleChanged(rule.realms() == 0 ? 0 : -1);
    }

    /** The nexthop objects. */
    public Nexthops nexthops() {
        return nexthops;
    }

    /**
     * Adds or replaces a nexthop object.
     *
     * @throws KernelException as the kernel refuses it
     */
    public void addNexthop(NexthopConfig config) throws KernelException {
        nexthopControl.add(config);
    }

    /**
     * Removes a nexthop object.
     *
     * @throws KernelException ENOENT
     */
    public void removeNexthop(int id) throws KernelException {
        nexthopControl.remove(id);
    }

    /**
     * What a lookup for a packet made here finds ({@code inet_rtm_getroute} without a device of input).
     *
     * @param uid the user that sends it
     * @throws KernelException as for the packet
     */
    public Resolved resolve(Flow flow, int uid) throws KernelException {
        FibQuery query = FibQuery.of(flow);
        query.uid = uid;
        FibResult result = new FibResult();
        Route route = fib.output(query, flow.anySource(), result);
        return resolved(route, result, new Ipv4Address(query.source), new Ipv4Address(query.destination));
    }

    /**
     * What a lookup for a packet that came in by a device finds.
     *
     * @throws KernelException as the packet would be refused
     */
    public Resolved resolve(Flow flow, NetDevice device) throws KernelException {
        FibQuery query = FibQuery.of(flow);
        query.iif = device.index();
        FibResult result = new FibResult();
        InputResult way = fib.input(query, device, result, 0);
        if (way instanceof InputResult.Routed routed) {
            return resolved(routed.route(), result, flow.source(), flow.destination());
        }
        throw new KernelException(((InputResult.Refused) way).error());
    }

    /** The routes to single destinations that go by what was learnt of them, of a table ({@code fib_dump_info_fnhe}). */
    public List<Resolved> learnt(FibTable table) {
        List<Resolved> learnt = new ArrayList<>();
        for (FibAlias alias : table.routes()) {
            for (FibNh hop : alias.info.paths()) {
                if (hop.exceptions != null) {
                    hop.exceptions
                            .destinations()
                            .forEach(each -> fib.learntRoute(alias, hop, each)
                                    .ifPresent(route -> learnt.add(new Resolved(
                                            route,
                                            Ipv4Address.ANY,
                                            new Ipv4Address(each),
                                            Optional.empty(),
                                            table.id(),
                                            hop.realm))));
                }
            }
        }
        return learnt;
    }

    private static Resolved resolved(Route route, FibResult result, Ipv4Address source, Ipv4Address destination) {
        FibAlias alias = result.info == null ? null : result.alias;
        int table = result.info == null || result.found == null ? FibTable.UNSPEC : result.found.id();
        int realm = result.info == null || result.hop == null ? 0 : result.hop.realm;
        return new Resolved(route, source, destination, Optional.ofNullable(alias), table, realm);
    }

    /**
     * What a lookup found.
     *
     * @param route what the packet would get
     * @param source the packet's source, chosen where it was left open
     * @param matched the route of a table, empty where none was needed
     * @param table the number of the table that was searched; while local and main are merged, it is main
     * @param realm the realms of the next hop, 0 for none
     */
    public record Resolved(
            Route route,
            Ipv4Address source,
            Ipv4Address destination,
            Optional<FibAlias> matched,
            int table,
            int realm) {}

    /** Whether routes by a nexthop object show its next hops too ({@code nexthop_compat_mode}). */
    public boolean showsHopsOfNexthops() {
        return fib.showsHopsOfNexthops();
    }

    /** Whether routes by a device are passed over while it has no carrier. */
    public boolean ignoresLinkDown(NetDevice device) {
        return fib.ignoresLinkDown(device);
    }

    /** What an address is to this host ({@code inet_addr_type}). */
    public RouteType addressType(Ipv4Address address) {
        return lookup.addressType(address);
    }
}
