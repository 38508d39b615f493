package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes that follow from addresses ({@code fib_add_ifaddr}, {@code fib_del_ifaddr}). */
final class AddressRoutes {

    private static final int PROTOCOL_KERNEL = 2;

    private final InetDevices inet;
    private final FibChange change;
    private final FibLookup lookup;
    private final FibSync sync;

    AddressRoutes(InetDevices inet, FibChange change, FibLookup lookup, FibSync sync) {
        this.inet = inet;
        this.change = change;
        this.lookup = lookup;
        this.sync = sync;
    }

    /** {@code fib_add_ifaddr}. */
    void add(Ifaddr address) {
        Ifaddr primary = address;
        if (address.isSecondary()) {
            Optional<Ifaddr> found = primaryOf(address);
            if (found.isEmpty()) {
                return;
            }
            primary = found.get();
        }
        insert(RouteType.LOCAL, address.local(), 32, primary, 0);
        if (!address.device().isUp()) {
            return;
        }
        if (address.broadcast().isPresent() && !address.broadcast().get().isLimitedBroadcast()) {
            insert(RouteType.BROADCAST, address.broadcast().get(), 32, primary, 0);
        }
        Ipv4Prefix prefix = address.prefix();
        if (prefix.network().isZeronet()
                || address.isSecondary()
                || prefix.network().equals(address.local()) && prefix.length() == 32) {
            return;
        }
        if ((address.flags() & Ifaddr.NOPREFIXROUTE) == 0) {
            insert(connectedType(address), prefix.network(), prefix.length(), primary, address.metric());
        }
        if (prefix.length() < 31) {
            insert(RouteType.BROADCAST, prefix.broadcast(), 32, primary, 0);
        }
    }

    private static RouteType connectedType(Ifaddr address) {
        return address.device().isLoopback() ? RouteType.LOCAL : RouteType.UNICAST;
    }

    private Optional<Ifaddr> primaryOf(Ifaddr address) {
        InDevice inDevice = inet.of(address.device());
        return inDevice == null
                ? Optional.empty()
                : Optional.ofNullable(inDevice.primaryOf(address.prefix().network(), address.prefixLength()));
    }

    /** {@code fib_modify_prefix_metric}; the address still has the old metric. */
    void changeMetric(Ifaddr address, int newMetric) {
        Ipv4Prefix prefix = address.prefix();
        if (!address.device().isUp()
                || (address.flags() & (Ifaddr.SECONDARY | Ifaddr.NOPREFIXROUTE)) != 0
                || prefix.network().isZeronet()
                || prefix.network().equals(address.local()) && prefix.length() == 32) {
            return;
        }
        insert(connectedType(address), prefix.network(), prefix.length(), address, newMetric);
        delete(connectedType(address), prefix.network(), prefix.length(), address, address.metric());
    }

    /**
     * {@code fib_del_ifaddr}.
     *
     * @param oldPrimary the primary that a secondary address leaves, null where the address itself goes
     */
    void delete(Ifaddr address, @Nullable Ifaddr oldPrimary) {
        Ifaddr primary = address;
        boolean subnet = false;
        Ipv4Prefix prefix = address.prefix();
        if (address.isSecondary()) {
            Optional<Ifaddr> found = primaryOf(address);
            if (found.isEmpty() || oldPrimary != null && found.get() != oldPrimary) {
                return;
            }
            primary = found.get();
        } else if (!prefix.network().isZeronet()
                && (!prefix.network().equals(address.local()) || prefix.length() < 32)) {
            if ((address.flags() & Ifaddr.NOPREFIXROUTE) == 0) {
                delete(connectedType(address), prefix.network(), prefix.length(), primary, 0);
            }
            subnet = true;
        }
        InDevice inDevice = inet.of(address.device());
        StillNeeded needed = new StillNeeded(address, primary, oldPrimary);
        if (inDevice != null) {
            needed.survey(inDevice.addresses(), this::primaryOf);
        }
        deleteUnneeded(address, primary, subnet, needed);
    }

    private void deleteUnneeded(Ifaddr address, Ifaddr primary, boolean subnet, StillNeeded needed) {
        if (!needed.broadcast && address.broadcast().isPresent()) {
            delete(RouteType.BROADCAST, address.broadcast().get(), 32, primary, 0);
        }
        if (subnet && address.prefixLength() < 31) {
            if (!needed.highest) {
                delete(RouteType.BROADCAST, address.prefix().broadcast(), 32, primary, 0);
            }
            if (!needed.lowest) {
                delete(RouteType.BROADCAST, address.prefix().network(), 32, primary, 0);
            }
        }
        if (!needed.local) {
            delete(RouteType.LOCAL, address.local(), 32, primary, 0);
            if (needed.gone
                    && lookup.addressType(address.local(), null, FibTable.localOf(address.device()))
                            != RouteType.LOCAL) {
                sync.addressGone(address.local(), FibTable.mainOf(address.device()));
            }
        }
    }

    private void insert(RouteType type, Ipv4Address destination, int length, Ifaddr primary, int metric) {
        try {
            change.insert(magic(FibConfig.CREATE | FibConfig.APPEND, type, destination, length, primary, metric));
        } catch (KernelException refused) {
            // The kernel does not look at the answer: the route is there already, or cannot be.
        }
    }

    private void delete(RouteType type, Ipv4Address destination, int length, Ifaddr primary, int metric) {
        try {
            change.delete(magic(0, type, destination, length, primary, metric));
        } catch (KernelException refused) {
            // The route is gone already, perhaps because its device is down or the user deleted it.
        }
    }

    private static int tableFor(RouteType type, Ifaddr address) {
        return type == RouteType.UNICAST ? FibTable.mainOf(address.device()) : FibTable.localOf(address.device());
    }

    /** {@code fib_magic}. */
    private static FibConfig magic(
            int requestFlags, RouteType type, Ipv4Address destination, int length, Ifaddr primary, int metric) {
        return new FibConfig(
                requestFlags,
                new Ipv4Prefix(destination, length),
                0,
                tableFor(type, primary),
                PROTOCOL_KERNEL,
                type == RouteType.LOCAL ? RouteScope.HOST : RouteScope.LINK,
                type,
                0,
                metric,
                primary.local(),
                RouteMetrics.NONE,
                new HopConfig(primary.device().index(), Optional.empty(), 0, 1, 0),
                List.of(),
                0);
    }
}
