package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.InputResult;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** What options ask of a router: to follow a source route, and to enter itself ({@code ip_options_rcv_srr}, {@code ip_forward_options}). */
final class SourceRouting {

    private static final int DESTINATION_OCTET = 16;
    private static final int HEADER_LENGTH = Ipv4Packet.HEADER_LENGTH;

    private final Fib fib;
    private final IcmpOutput icmp;

    SourceRouting(Fib fib, IcmpOutput icmp) {
        this.fib = fib;
        this.icmp = icmp;
    }

    /** Turns a packet that has come to a hop of its source route towards the next one; null where it cannot go on. */
    @Nullable
    Ipv4Packet receive(Skb skb, Ipv4Packet packet, IpOptions options, Route route) {
        if (skb.type != PacketType.HOST) {
            return null;
        }
        if (route.type() == RouteType.UNICAST) {
            if (!options.strictRoute) {
                return packet;
            }
            icmp.send(skb, packet, IcmpMessage.PARAMETER_PROBLEM, 0, DESTINATION_OCTET << 24);
            return null;
        }
        return route.type() == RouteType.LOCAL ? nextHop(skb, packet, options) : null;
    }

    private @Nullable Ipv4Packet nextHop(Skb skb, Ipv4Packet packet, IpOptions options) {
        Ipv4Packet turned = packet;
        int start = options.sourceRoute;
        int length = options.at(start + 1);
        int pointer = options.at(start + 2);
        for (; pointer <= length; pointer += 4) {
            if (pointer + 3 > length) {
                icmp.send(skb, turned, IcmpMessage.PARAMETER_PROBLEM, 0, HEADER_LENGTH + start + 2 << 24);
                return null;
            }
            Ipv4Address next = options.addressAt(start + pointer - 1);
            InputResult result = fib.input(next, packet.source(), packet.tos(), skb.mark, skb.dev);
            if (!(result instanceof InputResult.Routed)) {
                return null;
            }
            Route route = ((InputResult.Routed) result).route();
            if (route.type() != RouteType.UNICAST && route.type() != RouteType.LOCAL) {
                return null;
            }
            skb.dst = route;
            options.nextHop = next;
            if (route.type() != RouteType.LOCAL) {
                break;
            }
            turned = to(turned, next);
        }
        options.sourceRouteHit = pointer <= length;
        skb.payload = turned;
        return turned;
    }

    /** Enters this router where a packet that it forwards asks for it. */
    Ipv4Packet forward(Skb skb, Ipv4Packet packet, IpOptions options, Route route) {
        Ipv4Packet onward = packet;
        options.changed = false;
        options.checksummed = null;
        if (options.recordRouteNeedsAddress) {
            int at = options.recordRoute;
            options.putAddress(at + options.at(at + 2) - 5, source(packet, route));
        }
        if (options.sourceRouteHit) {
            int at = options.sourceRoute;
            int length = options.at(at + 1);
            int pointer = options.at(at + 2);
            while (pointer + 3 <= length && !options.addressAt(at + pointer - 1).equals(options.nextHop)) {
                pointer += 4;
            }
            if (pointer + 3 <= length) {
                onward = to(packet, options.nextHop);
                options.putAddress(at + pointer - 1, source(onward, route));
                options.data[at + 2] = (byte) (pointer + 4);
            }
            if (options.timestampNeedsAddress) {
                int stamp = options.timestamp;
                options.putAddress(stamp + options.at(stamp + 2) - 9, source(onward, route));
            }
        }
        return options.changed ? onward.withOptions(options.bytes()) : onward;
    }

    /** The address that this router enters on the way out ({@code ip_rt_get_source}). */
    private Ipv4Address source(Ipv4Packet packet, Route route) {
        int out = route.device().index();
        try {
            return fib.output(Flow.to(packet.destination()).withOif(out)).source();
        } catch (KernelException noRoute) {
            Ipv4Address next = route.viaGateway() ? route.nextHop() : packet.destination();
            return fib.selectAddress(route.device(), next, 0);
        }
    }

    private static Ipv4Packet to(Ipv4Packet packet, Ipv4Address destination) {
        return new Ipv4Packet(
                packet.tos(),
                packet.id(),
                packet.dontFragment(),
                packet.moreFragments(),
                packet.fragmentOffset(),
                packet.ttl(),
                packet.protocol(),
                packet.source(),
                destination,
                packet.options(),
                packet.payload());
    }
}
