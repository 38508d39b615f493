package dev.vethlab.web.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.route.FibAlias;
import dev.vethlab.kernel.route.FibInfo;
import dev.vethlab.kernel.route.FibNh;
import dev.vethlab.kernel.route.NextHopFlags;
import dev.vethlab.kernel.route.Nexthop;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.tool.ip.grammar.IpOptions;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.grammar.Scopes;
import dev.vethlab.web.identity.ShortDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A route as clients read it, in the words of {@code ip route}.
 *
 * @param id stands for what identifies the route
 * @param nextHops where packets go; none where the route only refuses
 * @param nexthopId the nexthop object that it goes by
 */
record RouteView(
        String id,
        String type,
        String destination,
        String table,
        String protocol,
        String scope,
        long metric,
        @Nullable String source,
        @Nullable Integer tos,
        @Nullable Integer mtu,
        List<NextHop> nextHops,
        @Nullable Integer nexthopId) {

    /**
     * One way that packets may take.
     *
     * @param flags of {@code dead}, {@code linkdown}, {@code onlink}
     */
    record NextHop(
            @Nullable String via,

            @com.fasterxml.jackson.annotation.JsonProperty("interface") @Nullable
            String device,

            int weight,
            List<String> flags) {

        static NextHop of(FibNh hop) {
            List<String> flags = new ArrayList<>();
            if ((hop.flags() & NextHopFlags.DEAD) != 0) {
                flags.add("dead");
            }
            if ((hop.flags() & NextHopFlags.ONLINK) != 0) {
                flags.add("onlink");
            }
            if ((hop.flags() & NextHopFlags.LINKDOWN) != 0) {
                flags.add("linkdown");
            }
            return new NextHop(
                    hop.gateway().map(Ipv4Address::toString).orElse(null),
                    hop.device().map(NetDevice::name).orElse(null),
                    hop.weight(),
                    flags);
        }
    }

    static RouteView of(FibAlias route) {
        FibInfo info = route.info();
        int mtu = info.metrics().get(RouteMetrics.MTU);
        List<NextHop> hops = info.paths().stream()
                .filter(hop -> hop.device().isPresent() || hop.gateway().isPresent())
                .map(NextHop::of)
                .toList();
        return new RouteView(
                id(route),
                route.type().name().toLowerCase(Locale.ROOT),
                destination(route),
                Tables.name(route.table()),
                RouteProtocols.name(info.protocol(), false),
                Scopes.word(info.scope(), IpOptions.NONE),
                Integer.toUnsignedLong(info.priority()),
                info.preferredSource().isAny() ? null : info.preferredSource().toString(),
                route.tos() == 0 ? null : route.tos(),
                mtu == 0 ? null : mtu,
                hops,
                info.nexthop().map(Nexthop::id).orElse(null));
    }

    static String id(FibAlias route) {
        FibInfo info = route.info();
        return ShortDigest.of(
                Integer.toUnsignedLong(route.table()),
                route.prefix(),
                route.tos(),
                Integer.toUnsignedLong(info.priority()),
                route.type(),
                info.scope(),
                info.protocol(),
                info.preferredSource(),
                info.paths().stream()
                        .map(hop -> hop.gateway() + " " + hop.device().map(NetDevice::index))
                        .toList());
    }

    /** The words that name this very route to {@code ip route del}. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of(type, destination, "table", table, "protocol", protocol));
        words.addAll(List.of("scope", scope, "metric", String.valueOf(metric)));
        if (tos != null) {
            words.addAll(List.of("tos", String.valueOf(tos)));
        }
        if (nexthopId != null) {
            words.addAll(List.of("nhid", nexthopId.toString()));
        } else if (nextHops.size() == 1) {
            NextHop hop = nextHops.get(0);
            if (hop.via() != null) {
                words.addAll(List.of("via", hop.via()));
            }
            if (hop.device() != null) {
                words.addAll(List.of("dev", hop.device()));
            }
        }
        if (source != null) {
            words.addAll(List.of("src", source));
        }
        return words;
    }

    private static String destination(FibAlias route) {
        if (route.prefix().length() == 0) {
            return "default";
        }
        return route.prefix().length() == 32
                ? route.prefix().network().toString()
                : route.prefix().toString();
    }
}
