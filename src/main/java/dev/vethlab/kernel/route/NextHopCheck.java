package dev.vethlab.kernel.route;

import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Optional;

/**
 * Whether a next hop makes sense ({@code fib_check_nh}): its gateway must be reachable by a route of a nearer scope, and
 * its device must be up.
 */
final class NextHopCheck {

    private final DeviceTable devices;
    private final InetDevices inet;
    private final FibLookup lookup;

    NextHopCheck(DeviceTable devices, InetDevices inet, FibLookup lookup) {
        this.devices = devices;
        this.inet = inet;
        this.lookup = lookup;
    }

    /** Fills in the device and the scope of the next hop of a route in {@code table} of this scope. */
    void check(FibNh hop, int table, int scope) throws KernelException {
        if (!hop.hasGateway) {
            checkDevice(hop);
        } else if ((hop.flags & NextHopFlags.ONLINK) != 0) {
            checkOnLink(hop, scope);
        } else {
            checkGateway(hop, table, scope);
        }
        if (hop.device != null && !hop.device.hasCarrier()) {
            hop.flags |= NextHopFlags.LINKDOWN;
        }
    }

    /** {@code fib_check_nh_nongw}. */
    private void checkDevice(FibNh hop) throws KernelException {
        if ((hop.flags & (NextHopFlags.PERVASIVE | NextHopFlags.ONLINK)) != 0) {
            throw new KernelException(Errno.EINVAL, "Invalid flags for nexthop - PERVASIVE and ONLINK can not be set");
        }
        Optional<NetDevice> device = devices.byIndex(hop.oif).filter(each -> inet.of(each) != null);
        if (device.isEmpty()) {
            throw new KernelException(Errno.ENODEV);
        }
        if (!device.get().isUp()) {
            throw new KernelException(Errno.ENETDOWN, "Device for nexthop is not up");
        }
        hop.device = device.get();
        hop.scope = RouteScope.HOST;
    }

    private void checkOnLink(FibNh hop, int scope) throws KernelException {
        if (scope >= RouteScope.LINK) {
            throw new KernelException(Errno.EINVAL, "Nexthop has invalid scope");
        }
        Optional<NetDevice> device = devices.byIndex(hop.oif);
        if (device.isEmpty()) {
            throw new KernelException(Errno.ENODEV, "Nexthop device required for onlink");
        }
        if (!device.get().isUp()) {
            throw new KernelException(Errno.ENETDOWN, "Nexthop device is not up");
        }
        int table = FibTable.localOf(device.get());
        if (lookup.addressType(hop.gateway, null, table) != RouteType.UNICAST) {
            throw new KernelException(Errno.EINVAL, "Nexthop has invalid gateway");
        }
        hop.device = device.get();
        hop.scope = RouteScope.LINK;
    }

    /** {@code fib_check_nh_v4_gw}. */
    private void checkGateway(FibNh hop, int table, int scope) throws KernelException {
        FibQuery query = FibQuery.to(hop.gateway.bits());
        query.scope = Math.max(scope + 1, RouteScope.LINK);
        query.oif = hop.oif;
        FibResult result = new FibResult();
        FibTable own = table == FibTable.UNSPEC || table == FibTable.MAIN
                ? null
                : lookup.tables().find(table);
        boolean found = own != null && own.lookup(query, result, true);
        if (!found && !lookup.lookup(query, result, true)) {
            throw new KernelException(result.error, "Nexthop has invalid gateway");
        }
        if (result.type != RouteType.UNICAST && result.type != RouteType.LOCAL) {
            throw new KernelException(Errno.EINVAL, "Nexthop has invalid gateway");
        }
        hop.scope = result.scope;
        if (result.hop().device == null) {
            throw new KernelException(Errno.EINVAL, "No egress device for nexthop gateway");
        }
        NetDevice device = result.device();
        hop.oif = device.index();
        hop.device = device;
        if (!device.isUp()) {
            throw new KernelException(Errno.ENETDOWN);
        }
    }
}
