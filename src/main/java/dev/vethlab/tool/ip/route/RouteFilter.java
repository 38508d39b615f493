package dev.vethlab.tool.ip.route;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.rtnetlink.RouteInfo;
import java.util.Optional;
import java.util.OptionalInt;

/** Which routes are wanted ({@code filter_nlmsg}). */
final class RouteFilter {

    /** The table, 0 for all. */
    int table;

    boolean cloned;
    OptionalInt protocol = OptionalInt.empty();
    OptionalInt scope = OptionalInt.empty();
    Optional<RouteType> type = Optional.empty();
    boolean impossibleType;

    /** Whether local and broadcast routes are left out, as where a VRF is named ({@code filter.typemask}). */
    boolean toOthersOnly;

    OptionalInt tos = OptionalInt.empty();
    OptionalInt oif = OptionalInt.empty();
    OptionalInt iif = OptionalInt.empty();
    OptionalInt mark = OptionalInt.empty();
    OptionalInt metric = OptionalInt.empty();
    OptionalInt realm = OptionalInt.empty();
    int realmMask;
    Optional<InetPrefix> root = Optional.empty();
    Optional<InetPrefix> match = Optional.empty();
    Optional<InetPrefix> sourceRoot = Optional.empty();
    Optional<InetPrefix> sourceMatch = Optional.empty();
    Optional<InetPrefix> via = Optional.empty();
    Optional<InetPrefix> preferredSource = Optional.empty();

    /** Whether the gateway is known from the filter, so that it is not printed. */
    boolean saysGateway() {
        return via.filter(prefix -> prefix.length() == 32).isPresent();
    }

    boolean saysPreferredSource() {
        return preferredSource.filter(prefix -> prefix.length() == 32).isPresent();
    }

    boolean wants(RouteInfo route) {
        return cloned == route.isCloned()
                && !impossibleType
                && !(toOthersOnly && (route.type() == RouteType.LOCAL || route.type() == RouteType.BROADCAST))
                && (table == 0 || table == route.table())
                && fits(protocol, route.protocol())
                && fits(scope, route.scope())
                && (type.isEmpty() || type.get() == route.type())
                && fits(tos, route.tos())
                && fits(oif, route.oif().orElse(0))
                && fits(iif, 0)
                && fits(mark, 0)
                && fits(metric, route.priority())
                && (realm.isEmpty() || ((route.realm() ^ realm.getAsInt()) & realmMask) == 0)
                && wantsPrefix(root, match, route.destination())
                && wantsPrefix(sourceRoot, sourceMatch, Ipv4Prefix.DEFAULT)
                && wantsAddress(via, route.gateway())
                && wantsAddress(preferredSource, route.preferredSource());
    }

    private static boolean fits(OptionalInt wanted, int value) {
        return wanted.isEmpty() || wanted.getAsInt() == value;
    }

    private static boolean wantsPrefix(Optional<InetPrefix> root, Optional<InetPrefix> match, Ipv4Prefix prefix) {
        return root.map(wanted -> within(wanted.address(), prefix.network(), wanted.length())
                                && wanted.length() <= prefix.length())
                        .orElse(true)
                && match.map(wanted -> within(wanted.address(), prefix.network(), prefix.length())
                                && wanted.length() >= prefix.length())
                        .orElse(true);
    }

    private static boolean wantsAddress(Optional<InetPrefix> wanted, Optional<Ipv4Address> address) {
        return wanted.map(prefix -> within(prefix.address(), address.orElse(Ipv4Address.ANY), prefix.length()))
                .orElse(true);
    }

    private static boolean within(Ipv4Address one, Ipv4Address other, int length) {
        return ((one.bits() ^ other.bits()) & Ipv4Prefix.mask(length)) == 0;
    }
}
