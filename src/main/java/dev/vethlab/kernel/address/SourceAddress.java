package dev.vethlab.kernel.address;

import dev.vethlab.addr.Ipv4Address;

/** The choice of one of a device's own addresses. */
final class SourceAddress {

    private SourceAddress() {}

    /** The best primary address for packets to {@code destination}; 0.0.0.0 for none ({@code inet_select_addr}, first part). */
    static Ipv4Address best(InDevice device, Ipv4Address destination, int scope) {
        int localnetScope = localnetScope(device);
        Ipv4Address first = Ipv4Address.ANY;
        for (Ifaddr ifaddr : device.addresses()) {
            if (ifaddr.isSecondary() || Math.min(ifaddr.scope(), localnetScope) > scope) {
                continue;
            }
            if (destination.isAny() || ifaddr.matches(destination)) {
                return ifaddr.local();
            }
            if (first.isAny()) {
                first = ifaddr.local();
            }
        }
        return first;
    }

    /** The first primary address that another device may use too; 0.0.0.0 for none ({@code in_dev_select_addr}). */
    static Ipv4Address lent(InDevice device, int scope) {
        for (Ifaddr ifaddr : device.addresses()) {
            if (!ifaddr.isSecondary() && ifaddr.scope() != Ifaddr.SCOPE_LINK && ifaddr.scope() <= scope) {
                return ifaddr.local();
            }
        }
        return Ipv4Address.ANY;
    }

    /** An own address that fits all three conditions; 0.0.0.0 for none ({@code confirm_addr_indev}). */
    static Ipv4Address confirm(InDevice device, Ipv4Address destination, Ipv4Address local, int scope) {
        int localnetScope = localnetScope(device);
        Ipv4Address found = Ipv4Address.ANY;
        boolean same = false;
        for (Ifaddr ifaddr : device.addresses()) {
            int narrowest = Math.min(ifaddr.scope(), localnetScope);
            if (found.isAny() && (local.isAny() || local.equals(ifaddr.local())) && narrowest <= scope) {
                found = ifaddr.local();
                if (same) {
                    break;
                }
            }
            if (!same) {
                same = (local.isAny() || ifaddr.matches(local)) && (destination.isAny() || ifaddr.matches(destination));
                if (same && !found.isAny()) {
                    if (!local.isAny() || destination.isAny() || ifaddr.matches(found)) {
                        break;
                    }
                    if (narrowest <= scope) {
                        found = ifaddr.local();
                        break;
                    }
                    same = false;
                }
            }
        }
        return same ? found : Ipv4Address.ANY;
    }

    private static int localnetScope(InDevice device) {
        return device.orConf(DevConf.ROUTE_LOCALNET) ? Ifaddr.SCOPE_LINK : Ifaddr.SCOPE_HOST;
    }
}
