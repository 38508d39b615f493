package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells which rule, table and route decided, while somebody listens. */
final class RouteTrace {

    private final NetNamespace net;

    RouteTrace(NetNamespace net) {
        this.net = net;
    }

    void output(FibQuery query, FibResult result, Route route) {
        String detail = "to " + new Ipv4Address(query.destination) + ": " + found(result) + ", so it leaves by "
                + route.device().name() + hop(route) + " with the source " + route.source();
        add(query, route.device().name(), 0, "ip_route_output_key_hash_rcu", Verdict.ACCEPT, detail);
    }

    void refused(FibQuery query, FibResult result, KernelException refusal) {
        String detail = "to " + new Ipv4Address(query.destination) + ": " + found(result) + ": "
                + refusal.errno().words();
        add(query, "", 0, "ip_route_output_key_hash_rcu", Verdict.REFUSE, detail);
    }

    void input(FibQuery query, NetDevice device, FibResult result, InputResult way, long packet) {
        String start = "from " + new Ipv4Address(query.source) + " to " + new Ipv4Address(query.destination) + ": ";
        if (way instanceof InputResult.Routed routed) {
            boolean here = routed.route().deliverHere();
            String end = here
                    ? ", so it is for this host"
                    : ", so it is forwarded by " + routed.route().device().name() + hop(routed.route());
            add(
                    query,
                    device.name(),
                    packet,
                    "ip_route_input_rcu",
                    here ? Verdict.DELIVER : Verdict.FORWARD,
                    start + found(result) + end);
        } else if (way instanceof InputResult.Refused refused) {
            Step step = new Step(
                    net.machine().nowNs(),
                    net.label(),
                    device.name(),
                    packet,
                    refused.function(),
                    Verdict.REFUSE,
                    Optional.empty(),
                    Optional.empty(),
                    start + refused.detail(),
                    refused.sysctls(),
                    Optional.of(new Ipv4Address(query.destination)));
            net.machine().tracer().add(step);
        }
    }

    private static String hop(Route route) {
        return route.viaGateway() ? " by way of " + route.nextHop() : "";
    }

    private static String found(FibResult result) {
        FibAlias alias = result.alias;
        String rule = result.rule == null ? "" : "rule " + Integer.toUnsignedString(result.rule.priority()) + ", ";
        if (alias == null) {
            return rule + (result.type == RouteType.UNSPEC ? "no table has a route" : "no table is asked");
        }
        String table = switch (alias.table) {
            case FibTable.LOCAL -> "local";
            case FibTable.MAIN -> "main";
            case FibTable.DEFAULT -> "default";
            default -> Integer.toUnsignedString(alias.table);
        };
        return rule + "table " + table + " has " + alias.type.name().toLowerCase(Locale.ROOT) + " " + alias.prefix;
    }

    private void add(FibQuery query, String device, long packet, String function, Verdict verdict, String detail) {
        net.machine()
                .tracer()
                .add(new Step(
                        net.machine().nowNs(),
                        net.label(),
                        device,
                        packet,
                        function,
                        verdict,
                        Optional.empty(),
                        Optional.empty(),
                        detail,
                        List.of(),
                        Optional.of(new Ipv4Address(query.destination))));
    }
}
