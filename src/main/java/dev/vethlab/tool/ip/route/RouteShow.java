package dev.vethlab.tool.ip.route;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.HopConfig;
import dev.vethlab.kernel.rtnetlink.RouteInfo;
import dev.vethlab.kernel.rtnetlink.RouteRequest;
import dev.vethlab.kernel.rtnetlink.Routes;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.List;
import java.util.stream.Collectors;

/** Lists or flushes routes ({@code iproute_list_flush_or_save}). */
final class RouteShow {

    private static final int MAIN = 254;

    private final IpContext context;
    private final Routes routes;

    RouteShow(IpContext context) {
        this.context = context;
        this.routes = new Routes(context.namespace().net(), context.namespace().fib());
    }

    int list(Arguments arguments) {
        RouteFilter filter = new RouteFilterWords(context, arguments).read();
        RoutePrinter printer = new RoutePrinter(context, filter);
        context.output().begin();
        if (filter.cloned && isIpv4()) {
            routes.dumpLearnt(filter.table).stream().filter(filter::wants).forEach(printer::print);
        } else if (isIpv4()) {
            try {
                for (RouteInfo route : routes.dump(filter.table)) {
                    if (filter.wants(route)) {
                        printer.print(route);
                    }
                }
            } catch (KernelException missing) {
                if (filter.table != MAIN) {
                    context.err(ExitException.words(missing) + "Dump terminated\n");
                    return ExitException.REFUSED;
                }
            }
        }
        context.output().end();
        return 0;
    }

    private boolean isIpv4() {
        AddressFamily family = context.options().family();
        return family == AddressFamily.UNSPEC || family == AddressFamily.INET;
    }

    int flush(Arguments arguments) {
        if (!arguments.hasNext()) {
            throw ExitException.err(ExitException.FAILURE, "\"ip route flush\" requires arguments.\n");
        }
        RouteFilter filter = new RouteFilterWords(context, arguments).read();
        boolean statistics = context.options().showStatistics();
        if (filter.cloned) {
            flushCache();
            say(statistics, "*** IPv4 routing cache is flushed.\n");
            return 0;
        }
        int round = 0;
        while (true) {
            List<RouteInfo> doomed = isIpv4() ? doomed(filter) : List.of();
            if (doomed.isEmpty()) {
                String rounds = round + " round" + (round > 1 ? "s" : "");
                say(
                        statistics,
                        round == 0 ? "Nothing to flush.\n" : "*** Flush is complete after " + rounds + " ***\n");
                return 0;
            }
            round++;
            if (context.options().statistics() > 1) {
                RoutePrinter printer = new RoutePrinter(context, filter);
                doomed.forEach(printer::print);
            }
            boolean deleted = false;
            for (RouteInfo route : doomed) {
                deleted |= delete(route);
            }
            say(statistics, "\n*** Round " + round + ", deleting " + doomed.size() + " entries ***\n");
            if (!deleted) {
                return ExitException.REFUSED;
            }
        }
    }

    /** {@code iproute_flush_cache}. */
    private void flushCache() {
        if (context.namespace().sysctls().find("net/ipv4/route/flush").orElse(null) instanceof SysctlFile file) {
            try {
                file.write("-1");
                context.process().kernel().machine().changed();
            } catch (KernelException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private void say(boolean statistics, String words) {
        if (statistics) {
            context.process().out(words);
        }
    }

    private List<RouteInfo> doomed(RouteFilter filter) {
        try {
            return routes.dump(filter.table).stream().filter(filter::wants).toList();
        } catch (KernelException missing) {
            throw ExitException.err(ExitException.REFUSED, ExitException.words(missing) + "Flush terminated\n");
        }
    }

    /** A route as it was told, sent back to be deleted. */
    private boolean delete(RouteInfo route) {
        HopConfig hop = route.nexthopId() != 0
                ? HopConfig.NONE
                : new HopConfig(route.oif().orElse(0), route.gateway(), 0, 1, route.realm());
        List<HopConfig> hops = route.nexthopId() != 0
                ? List.of()
                : route.hops().stream()
                        .map(each ->
                                new HopConfig(each.oif(), each.gateway(), each.flags(), each.weight(), each.realm()))
                        .collect(Collectors.toList());
        try {
            routes.delete(new RouteRequest(
                    0,
                    new InetPrefix(
                            route.destination().network(), route.destination().length(), true, true),
                    route.tos(),
                    route.table(),
                    route.protocol(),
                    route.scope(),
                    route.type(),
                    0,
                    route.priority(),
                    route.preferredSource().orElse(Ipv4Address.ANY),
                    route.metrics(),
                    hop,
                    hops,
                    route.nexthopId()));
            return true;
        } catch (KernelException gone) {
            return false;
        }
    }
}
