package dev.vethlab.web.device;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.OperState;
import dev.vethlab.tool.ip.link.LinkFlags;
import dev.vethlab.web.namespace.Namespaces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An interface as clients read it.
 *
 * @param kind {@code loopback}, {@code tap}, {@code ovs-bridge}, or what {@code ip -d link} calls it
 * @param operstate as {@code ip link} has it
 * @param qdisc the queueing discipline at its root, as {@code ip link} has it
 * @param peer the other end of a veth pair
 * @param link the interface below this one, or that it sends by
 * @param master the interface that this one is a port of
 * @param options what is special to its kind, as {@code ip -d -j link} has it
 * @param portOptions what its master keeps of it, likewise
 */
public record InterfaceView(
        String namespace,
        String name,
        int index,
        String kind,
        boolean up,
        String operstate,
        List<String> flags,
        int mtu,
        String mac,
        int txQueueLength,
        String qdisc,
        @Nullable String alias,
        @Nullable Peer peer,
        @Nullable Peer link,
        @Nullable String master,
        @Nullable Map<String, Object> options,
        @Nullable Map<String, Object> portOptions,
        List<AddressView> addresses,
        Counters counters) {

    /** Where the other end of a pair is. */
    public record Peer(String namespace, String name) {}

    /** What the interface has counted since it came into being. */
    public record Counters(
            long rxPackets,
            long rxBytes,
            long rxErrors,
            long rxDropped,
            long txPackets,
            long txBytes,
            long txErrors,
            long txDropped) {

        static Counters of(DeviceStats stats) {
            return new Counters(
                    stats.rxPackets,
                    stats.rxBytes,
                    stats.rxErrors,
                    stats.rxDropped,
                    stats.txPackets,
                    stats.txBytes,
                    stats.txErrors,
                    stats.txDropped);
        }
    }

    /** The view of an interface. */
    public static InterfaceView of(Kernel kernel, Namespace namespace, NetDevice device) {
        LinkDetails details = LinkDetails.of(kernel, namespace, device);
        boolean paired = device.kind().equals("veth");
        Peer other = device.link()
                .map(peer -> new Peer(Namespaces.nameOf(kernel, peer.net()), peer.name()))
                .orElse(null);
        return new InterfaceView(
                Namespaces.nameOf(kernel, namespace.net()),
                device.name(),
                device.index(),
                LinkDetails.kind(kernel, namespace, device),
                device.isUp(),
                (device.isUp() ? device.operState() : OperState.DOWN).name(),
                LinkFlags.names(device.flags()),
                device.mtu(),
                device.address().toString(),
                device.txQueueLength(),
                device.queue().discipline(),
                device.alias().isEmpty() ? null : device.alias(),
                paired ? other : null,
                paired ? null : other,
                device.master().map(NetDevice::name).orElse(null),
                details.options(),
                details.portOptions(),
                addresses(namespace, device).stream().map(AddressView::of).toList(),
                Counters.of(device.stats()));
    }

    /** Its addresses, in the kernel's order. */
    static List<Ifaddr> addresses(Namespace namespace, NetDevice device) {
        InDevice inet = namespace.inet().of(device);
        return inet == null ? List.of() : inet.addresses();
    }
}
