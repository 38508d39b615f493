package dev.vethlab.tool.ip.route;

import dev.vethlab.kernel.route.Nexthop;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.rtnetlink.RouteInfo;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.grammar.Realms;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.grammar.RouteTables;
import dev.vethlab.tool.ip.grammar.Scopes;
import dev.vethlab.tool.ip.nexthop.NextHopText;
import dev.vethlab.tool.ip.nexthop.NexthopPrinter;
import java.util.Optional;

/** Prints a route ({@code print_route}); what the filter says already is left out. */
public final class RoutePrinter {

    private static final int MAIN = 254;
    private static final int PROTOCOL_BOOT = 3;
    private static final int HUNDREDTHS = 100;
    private static final int HEX_FROM = 16;

    private final IpContext context;
    private final Output output;
    private final RouteFilter filter;
    private final boolean details;
    private final boolean numeric;

    /** Prints whatever there is to say of a route of whichever table. */
    public RoutePrinter(IpContext context) {
        this(context, new RouteFilter());
    }

    RoutePrinter(IpContext context, RouteFilter filter) {
        this.context = context;
        this.output = context.output();
        this.filter = filter;
        this.details = context.options().showDetails();
        this.numeric = context.options().numeric();
    }

    public void print(RouteInfo route) {
        output.openObject();
        if (route.type() != RouteType.UNICAST || details) {
            output.string("type", "%s ", RouteTypes.name(route.type(), numeric));
        }
        printDestination(route);
        if (route.nexthopId() != 0) {
            output.number("nhid", "nhid %u ", Integer.toUnsignedLong(route.nexthopId()));
        }
        if (route.tos() != 0 && filter.tos.isEmpty()) {
            output.string("tos", "tos %s ", DsFields.name(route.tos(), numeric));
        }
        if (route.gateway().isPresent() && !filter.saysGateway()) {
            NextHopText.gateway(output, route.gateway().get());
        }
        if (route.oif().isPresent() && filter.oif.isEmpty()) {
            NextHopText.device(
                    output, "dev", context.devices().nameOf(route.oif().getAsInt()));
        }
        printOrigin(route);
        if (route.preferredSource().isPresent() && !filter.saysPreferredSource()) {
            output.text("src ");
            output.string(
                    Color.INET, "prefsrc", "%s ", route.preferredSource().get().toString());
        }
        if (route.priority() != 0 && filter.metric.isEmpty()) {
            output.number("metric", "metric %u ", Integer.toUnsignedLong(route.priority()));
        }
        NextHopText.flags(output, route.flags());
        printTail(route);
        output.newline();
        output.closeObject();
    }

    private void printDestination(RouteInfo route) {
        int length = route.destination().length();
        boolean whole = length == 0;
        String text = whole
                ? "default"
                : length == 32
                        ? route.destination().network().toString()
                        : route.destination().toString();
        output.string(whole ? Color.NONE : Color.INET, "dst", "%s ", text);
        if (route.source().isPresent()) {
            output.string(Color.INET, "from", "from %s ", route.source().get().toString());
        }
    }

    private void printOrigin(RouteInfo route) {
        int table = route.table();
        if (table != 0 && (table != MAIN || details) && filter.table == 0) {
            output.string("table", "table %s ", RouteTables.name(table, numeric));
        }
        if (route.isCloned()) {
            return;
        }
        if ((route.protocol() != PROTOCOL_BOOT || details) && filter.protocol.isEmpty()) {
            output.string("protocol", "proto %s ", RouteProtocols.name(route.protocol(), numeric));
        }
        if ((route.scope() != 0 || details) && filter.scope.isEmpty()) {
            output.string("scope", "scope %s ", Scopes.word(route.scope(), context.options()));
        }
    }

    private void printTail(RouteInfo route) {
        Optional<RouteInfo.Looked> looked = route.looked();
        looked.ifPresent(outcome -> printMark(outcome.mark()));
        if (route.realm() != 0 && filter.realmMask != -1) {
            printRealms(route.realm());
        }
        if (looked.isPresent() && looked.get().uid().isPresent()) {
            output.number("uid", "uid %u ", looked.get().uid().getAsLong());
        }
        if (route.isCloned()) {
            CacheFlags.print(output, route.flags());
        }
        if (route.expiresTicks() != 0) {
            output.number("expires", "expires %dsec ", route.expiresTicks() / HUNDREDTHS);
        }
        printMetrics(route.metrics());
        if (looked.isPresent() && looked.get().iif().isPresent()) {
            NextHopText.device(
                    output, "iif", context.devices().nameOf(looked.get().iif().getAsInt()));
        }
        if (route.nexthopId() != 0 && details) {
            printNexthop(route.nexthopId());
        }
        if (!route.hops().isEmpty()) {
            printHops(route);
        }
    }

    private void printMark(int mark) {
        if (mark == 0) {
            return;
        }
        long value = Integer.toUnsignedLong(mark);
        if (output.isJson()) {
            output.jsonNumber("mark", value);
        } else {
            output.text(value >= HEX_FROM ? "mark 0x%x " : "mark %u ", value);
        }
    }

    private void printRealms(int realms) {
        int from = realms >>> 16;
        int to = realms & 0xffff;
        if (output.isJson()) {
            output.openObject("flow");
            if (from != 0) {
                output.jsonString("from", Realms.name(from, numeric));
            }
            output.jsonString("to", Realms.name(to, numeric));
            output.closeObject();
        } else {
            String source = from == 0 ? "realm " : "realms " + Realms.name(from, numeric) + "/";
            output.text(source + Realms.name(to, numeric) + " ");
        }
    }

    /** {@code print_rta_metrics}. */
    private void printMetrics(RouteMetrics metrics) {
        if (metrics.isEmpty() || isAllZero(metrics)) {
            return;
        }
        output.openArray("metrics");
        output.openObject();
        for (int metric = RouteMetrics.MTU; metric <= RouteMetrics.FASTOPEN_NO_COOKIE; metric++) {
            boolean locked = metrics.isLocked(metric);
            if (metrics.get(metric) != 0 || locked) {
                MetricText.print(output, metric, metrics.get(metric), locked);
            }
        }
        output.closeObject();
        output.closeArray();
    }

    private static boolean isAllZero(RouteMetrics metrics) {
        for (int metric = RouteMetrics.LOCK; metric <= RouteMetrics.FASTOPEN_NO_COOKIE; metric++) {
            if (metrics.get(metric) != 0) {
                return false;
            }
        }
        return true;
    }

    private void printNexthop(int id) {
        Optional<Nexthop> nexthop =
                context.namespace().fib().control().nexthops().find(id);
        if (nexthop.isPresent()) {
            output.text("\n\tnh_info ");
            new NexthopPrinter(context).print("nh_info", nexthop.get());
        }
    }

    /** {@code print_rta_multipath}. */
    private void printHops(RouteInfo route) {
        output.openArray("nexthops");
        for (RouteInfo.Hop hop : route.hops()) {
            output.openObject();
            output.lineBreak();
            output.text("\tnexthop ");
            hop.gateway().ifPresent(gateway -> NextHopText.gateway(output, gateway));
            if (hop.realm() != 0) {
                printRealms(hop.realm());
            }
            output.string("dev", "dev %s ", context.devices().nameOf(hop.oif()));
            output.number("weight", "weight %d ", hop.weight());
            NextHopText.flags(output, hop.flags());
            output.closeObject();
        }
        output.closeArray();
    }
}
