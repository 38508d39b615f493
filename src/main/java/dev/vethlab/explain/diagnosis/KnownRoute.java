package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.rtnetlink.RouteInfo;
import dev.vethlab.kernel.rtnetlink.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A route of a table.
 *
 * @param device the name of its device, where it has one
 * @param byKernel whether the kernel made it for an address
 * @param mtu the MTU that it was given, 0 for none
 */
record KnownRoute(
        RouteType type,
        Ipv4Prefix destination,
        int table,
        int priority,
        int tos,
        Optional<Ipv4Address> gateway,
        Optional<String> device,
        boolean byKernel,
        int mtu,
        boolean several) {

    static final int MAIN = 254;
    private static final int RTPROT_KERNEL = 2;

    static List<KnownRoute> of(Namespace namespace) {
        List<KnownRoute> known = new ArrayList<>();
        try {
            for (RouteInfo info : new Routes(namespace.net(), namespace.fib()).dump(0)) {
                known.add(new KnownRoute(
                        info.type(),
                        info.destination(),
                        info.table(),
                        info.priority(),
                        info.tos(),
                        info.gateway(),
                        info.oif().stream()
                                .mapToObj(index -> namespace.net().devices().byIndex(index))
                                .flatMap(Optional::stream)
                                .map(NetDevice::name)
                                .findFirst(),
                        info.protocol() == RTPROT_KERNEL,
                        info.metrics().get(RouteMetrics.MTU),
                        !info.hops().isEmpty() || info.nexthopId() != 0));
            }
        } catch (KernelException none) {
            known.clear();
        }
        return known;
    }

    /** Whether a packet to an address may go by it. */
    boolean covers(Ipv4Address address) {
        return destination.contains(address);
    }

    /** Its destination in the words of {@code ip route}. */
    String prefix() {
        return destination.length() == 0 ? "default" : destination.toString();
    }

    /** The words that name it to {@code ip route del}. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (type != RouteType.UNICAST) {
            words.add(type.name().toLowerCase(Locale.ROOT));
        }
        words.add(prefix());
        if (!several) {
            gateway.ifPresent(hop -> words.addAll(List.of("via", hop.toString())));
            if (!type.isError()) {
                device.ifPresent(name -> words.addAll(List.of("dev", name)));
            }
        }
        if (tos != 0) {
            words.addAll(List.of("tos", "0x" + Integer.toHexString(tos)));
        }
        selector(words);
        return words;
    }

    /** The words that name its destination, table and metric, for another route in its place. */
    List<String> place() {
        List<String> words = new ArrayList<>(List.of(prefix()));
        selector(words);
        return words;
    }

    private void selector(List<String> words) {
        if (table != MAIN) {
            words.addAll(List.of("table", table == 255 ? "local" : Integer.toUnsignedString(table)));
        }
        if (priority != 0) {
            words.addAll(List.of("metric", Integer.toUnsignedString(priority)));
        }
    }
}
