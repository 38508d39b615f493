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
import org.jspecify.annotations.Nullable;

/** Tells which rule, table and route decided, while somebody listens. */
final class RouteTrace {

    /**
     * What the words about a route hang on; as long as that is the same, they are.
     *
     * @param by the name of the device that the packet leaves by, empty where it is for this host
     */
    private record Grounds(
            int source,
            int destination,
            FibAlias alias,
            @Nullable FibRule rule,
            String by,
            @Nullable Ipv4Address gateway) {}

    private final NetNamespace net;
    private @Nullable Grounds ofOutput;
    private @Nullable Grounds ofInput;
    private Optional<Ipv4Address> outputAbout = Optional.empty();
    private Optional<Ipv4Address> inputAbout = Optional.empty();
    private String outputWords = "";
    private String inputWords = "";

    RouteTrace(NetNamespace net) {
        this.net = net;
    }

    void output(FibQuery query, FibResult result, Route route) {
        Grounds grounds =
                grounds(route.source().bits(), query, result, route.device().name(), route);
        if (grounds == null || !grounds.equals(ofOutput)) {
            ofOutput = grounds;
            outputAbout = Optional.of(new Ipv4Address(query.destination));
            outputWords = "to " + new Ipv4Address(query.destination) + ": " + found(result) + ", so it leaves by "
                    + route.device().name() + hop(route) + " with the source " + route.source();
        }
        add(route.device().name(), 0, "ip_route_output_key_hash_rcu", Verdict.ACCEPT, outputWords, outputAbout);
    }

    private static @Nullable Grounds grounds(int source, FibQuery query, FibResult result, String by, Route route) {
        return result.alias == null
                ? null
                : new Grounds(
                        source,
                        query.destination,
                        result.alias,
                        result.rule,
                        by,
                        route.viaGateway() ? route.nextHop() : null);
    }

    void refused(FibQuery query, FibResult result, KernelException refusal) {
        String detail = "to " + new Ipv4Address(query.destination) + ": " + found(result) + ": "
                + refusal.errno().words();
        add(
                "",
                0,
                "ip_route_output_key_hash_rcu",
                Verdict.REFUSE,
                detail,
                Optional.of(new Ipv4Address(query.destination)));
    }

    void input(FibQuery query, NetDevice device, FibResult result, InputResult way, long packet) {
        if (way instanceof InputResult.Routed routed) {
            boolean here = routed.route().deliverHere();
            String by = here ? "" : routed.route().device().name();
            Grounds grounds = grounds(query.source, query, result, by, routed.route());
            if (grounds == null || !grounds.equals(ofInput)) {
                ofInput = grounds;
                inputAbout = Optional.of(new Ipv4Address(query.destination));
                inputWords = start(query)
                        + found(result)
                        + (here ? ", so it is for this host" : ", so it is forwarded by " + by + hop(routed.route()));
            }
            add(
                    device.name(),
                    packet,
                    "ip_route_input_rcu",
                    here ? Verdict.DELIVER : Verdict.FORWARD,
                    inputWords,
                    inputAbout);
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
                    start(query) + refused.detail(),
                    refused.sysctls(),
                    Optional.of(new Ipv4Address(query.destination)));
            net.machine().tracer().add(step);
        }
    }

    private static String start(FibQuery query) {
        return "from " + new Ipv4Address(query.source) + " to " + new Ipv4Address(query.destination) + ": ";
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

    private void add(
            String device, long packet, String function, Verdict verdict, String detail, Optional<Ipv4Address> about) {
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
                        about));
    }
}
