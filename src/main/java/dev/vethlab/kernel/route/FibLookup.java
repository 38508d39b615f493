package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import org.jspecify.annotations.Nullable;

/** The lookup of a route by rules and tables ({@code fib_lookup}), and what addresses are to this host. */
final class FibLookup {

    private final FibTables tables;
    private final FibRules rules;

    FibLookup(FibTables tables, FibRules rules) {
        this.tables = tables;
        this.rules = rules;
    }

    FibTables tables() {
        return tables;
    }

    /** Whether there is a route; if not, {@code result.error} says why, ENETUNREACH for none. */
    boolean lookup(FibQuery query, FibResult result) {
        return lookup(query, result, false);
    }

    boolean lookup(FibQuery query, FibResult result, boolean ignoreLinkState) {
        result.clear();
        result.rule = null;
        boolean found = rules.areCustom()
                ? rules.lookup(query, result, ignoreLinkState)
                : inBuiltInTables(query, result, ignoreLinkState);
        if (!found && result.error == Errno.EAGAIN) {
            result.error = Errno.ENETUNREACH;
        }
        return found;
    }

    /**
     * The short cut that is taken until there are rules of the user: main (which local is merged with), then default, whose
     * answer counts, if it exists, even where main refused.
     */
    private boolean inBuiltInTables(FibQuery query, FibResult result, boolean ignoreLinkState) {
        result.error = Errno.ENETUNREACH;
        FibTable main = tables.main();
        if (main != null && main.lookup(query, result, ignoreLinkState)) {
            return true;
        }
        FibTable defaults = tables.defaults();
        return defaults != null && defaults.lookup(query, result, ignoreLinkState);
    }

    /** {@code inet_addr_type}. */
    RouteType addressType(Ipv4Address address) {
        return addressType(address, null, FibTable.LOCAL);
    }

    /** {@code __inet_dev_addr_type}: only routes by {@code device} count, unless it is null. */
    RouteType addressType(Ipv4Address address, @Nullable NetDevice device, int tableId) {
        if (address.isZeronet() || address.isLimitedBroadcast()) {
            return RouteType.BROADCAST;
        }
        if (address.isMulticast()) {
            return RouteType.MULTICAST;
        }
        FibTable table = tables.find(tableId);
        if (table == null) {
            return RouteType.BROADCAST;
        }
        FibResult result = new FibResult();
        if (table.lookup(FibQuery.to(address.bits()), result, false)
                && (device == null || device == result.info().path(0).device)) {
            return result.type;
        }
        return RouteType.UNICAST;
    }
}
