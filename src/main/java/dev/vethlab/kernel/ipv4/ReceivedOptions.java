package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** The address by which this host answers a packet, and what else the options of a received packet ask of the host. */
final class ReceivedOptions {

    private static final long DAY_MS = 86_400_000;
    private static final long NS_A_MS = 1_000_000;
    private static final int SCOPE_UNIVERSE = 0;

    private final NetNamespace net;
    private final InetDevices inet;
    private final Fib fib;

    ReceivedOptions(NetNamespace net, InetDevices inet, Fib fib) {
        this.net = net;
        this.inet = inet;
        this.fib = fib;
    }

    /** Milliseconds since midnight UT. */
    int timestamp() {
        return (int) (net.machine().realTimeNs() / NS_A_MS % DAY_MS);
    }

    /**
     * The own address that a packet's sender knows this host by ({@code fib_compute_spec_dst}).
     *
     * @param route null where there is none
     */
    Ipv4Address specificDestination(Skb skb, Ipv4Packet packet, @Nullable Route route) {
        if (route != null) {
            return fib.specificDestination(route, packet, skb.mark, skb.dev);
        }
        try {
            return fib.output(Flow.to(packet.source())).source();
        } catch (KernelException noRoute) {
            return inet.select(skb.dev, packet.source(), SCOPE_UNIVERSE);
        }
    }

    /** The host as the options of one packet see it. */
    OptionHost at(Skb skb, Ipv4Packet packet, @Nullable Route route) {
        return new OptionHost() {
            @Override
            public Ipv4Address ownAddress() {
                return specificDestination(skb, packet, route);
            }

            @Override
            public boolean isElsewhere(Ipv4Address address) {
                return fib.addressTypeAt(skb.dev, address) == RouteType.UNICAST;
            }

            @Override
            public int timestamp() {
                return ReceivedOptions.this.timestamp();
            }
        };
    }
}
