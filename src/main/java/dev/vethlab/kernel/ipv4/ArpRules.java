package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.ProxyNeighbours;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;

/** The settings that decide whether a request is answered and whether news are believed. */
final class ArpRules {

    private static final int SCOPE_LINK = 253;
    private static final int SCOPE_HOST = 254;

    private final InetDevices inet;
    private final Fib fib;
    private final ProxyNeighbours proxies;

    ArpRules(InetDevices inet, Fib fib, ProxyNeighbours proxies) {
        this.inet = inet;
        this.fib = fib;
        this.proxies = proxies;
    }

    /** Whether {@code arp_ignore} forbids an answer ({@code arp_ignore}). */
    boolean ignores(InDevice inDevice, Ipv4Address sender, Ipv4Address target) {
        return switch (inDevice.maxConf(DevConf.ARP_IGNORE)) {
            case 1 ->
                inet.confirm(inDevice, Ipv4Address.ANY, target, SCOPE_HOST).isAny();
            case 2 -> inet.confirm(inDevice, sender, target, SCOPE_HOST).isAny();
            case 3 -> inet.confirm(null, Ipv4Address.ANY, target, SCOPE_LINK).isAny();
            case 8 -> true;
            default -> false;
        };
    }

    /** Whether {@code arp_filter} forbids an answer: the way back leaves by another device ({@code arp_filter}). */
    boolean filters(InDevice inDevice, Ipv4Address sender, Ipv4Address target) {
        if (!inDevice.orConf(DevConf.ARP_FILTER)) {
            return false;
        }
        try {
            return fib.output(Flow.to(sender).withSource(target).withOif(L3mdev.masterIndex(inDevice.device())))
                            .device()
                    != inDevice.device();
        } catch (KernelException noWayBack) {
            return true;
        }
    }

    /** Whether an announcement may make a new entry ({@code arp_accept}). */
    boolean accepts(InDevice inDevice, Ipv4Address sender) {
        return switch (inDevice.maxConf(DevConf.ARP_ACCEPT)) {
            case 1 -> true;
            case 2 ->
                !inet.confirm(inDevice, sender, Ipv4Address.ANY, SCOPE_LINK).isAny();
            default -> false;
        };
    }

    /** Whether the host answers in place of an address that it would forward to. */
    boolean proxies(InDevice inDevice, Route route, Ipv4Address sender, Ipv4Address target) {
        NetDevice device = inDevice.device();
        if (route.device() == device) {
            // RFC 3069: stations that cannot hear each other.
            return !sender.equals(target) && inDevice.orConf(DevConf.PROXY_ARP_PVLAN);
        }
        return proxiesForwarding(inDevice, route)
                || proxies.find(target, device).isPresent();
    }

    /** {@code arp_fwd_proxy}. */
    private boolean proxiesForwarding(InDevice inDevice, Route route) {
        if (!inDevice.orConf(DevConf.PROXY_ARP)) {
            return false;
        }
        int medium = inDevice.conf(DevConf.MEDIUM_ID);
        if (medium == 0 || medium == -1) {
            return medium == 0;
        }
        InDevice out = inet.of(route.device());
        int outMedium = out == null ? -1 : out.conf(DevConf.MEDIUM_ID);
        return outMedium != medium && outMedium != -1;
    }
}
