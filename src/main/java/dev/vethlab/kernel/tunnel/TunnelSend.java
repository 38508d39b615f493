package dev.vethlab.kernel.tunnel;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.ipv4.TunnelOutput;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.GrePacket;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The way of a packet into a tunnel ({@code ip_tunnel_xmit}). */
final class TunnelSend {

    private static final String FUNCTION = "ip_tunnel_xmit";

    private TunnelSend() {}

    static void send(TunnelDevice device, Skb skb, EthernetFrame frame) {
        if (device.isExternal()) {
            sendByTunnel(device, skb, frame);
            return;
        }
        TunnelConfig config = device.config();
        boolean frames = device.type() == TunnelType.GRETAP;
        Ipv4Packet inner = frame.payload() instanceof Ipv4Packet packet ? packet : null;
        if (!frames && inner == null) {
            refuse(device, skb, "it is no IPv4");
            return;
        }
        Ipv4Address remote = config.remote();
        if (remote.isAny() && !frames && skb.dst instanceof Route route && inner != null) {
            remote = route.viaGateway() ? route.nextHop() : inner.destination();
        }
        if (remote.isAny()) {
            refuse(device, skb, device.name() + " has no other end");
            return;
        }
        int innerTos = inner == null ? 0 : inner.tos();
        int tos = (config.tos() & 1) != 0 ? innerTos & ~1 : config.tos();
        Route route = route(device, skb, config.local(), remote, tos);
        if (route == null) {
            return;
        }
        boolean innerFragile = inner != null && inner.dontFragment();
        boolean dontFragment = config.pathMtuDiscovery() || innerFragile;
        if (inner != null && !fits(device, skb, frame, inner, route, dontFragment)) {
            return;
        }
        int ttl = config.ttl() != 0
                ? config.ttl()
                : inner != null ? inner.ttl() : TunnelOutput.hopLimit(device.underlay(), route);
        TunnelOutput.Header header = new TunnelOutput.Header(
                config.local().isAny() ? route.source() : config.local(),
                remote,
                device.type().protocol(),
                TunnelOutput.encapsulatedTos(tos, innerTos),
                ttl,
                dontFragment);
        int counted = frames ? frame.length() : frame.payload().length();
        TunnelOutput.send(device.underlay(), device, skb, route, header, payload(device, frame), counted);
    }

    /** Sends by the tunnel that is noted with the packet ({@code gre_fb_xmit}). */
    private static void sendByTunnel(TunnelDevice device, Skb skb, EthernetFrame frame) {
        TunnelInfo tunnel = skb.tunnel;
        if (tunnel == null || !tunnel.outgoing()) {
            device.stats().txDropped++;
            Drops.drop(skb, DropReason.TUNNEL_TXINFO, "gre_fb_xmit", "nothing says which tunnel it is for", List.of());
            return;
        }
        Route route = route(device, skb, tunnel.source(), tunnel.destination(), tunnel.tos());
        if (route == null) {
            return;
        }
        int innerTos = frame.payload() instanceof Ipv4Packet packet ? packet.tos() : 0;
        TunnelOutput.Header header = new TunnelOutput.Header(
                tunnel.source().isAny() ? route.source() : tunnel.source(),
                tunnel.destination(),
                device.type().protocol(),
                TunnelOutput.encapsulatedTos(tunnel.tos(), innerTos),
                tunnel.ttl(),
                tunnel.dontFragment());
        OptionalInt key = tunnel.keyed() ? OptionalInt.of((int) tunnel.id()) : OptionalInt.empty();
        GrePacket packet = new GrePacket(GrePacket.TYPE_ETHERNET, false, key, OptionalInt.empty(), frame);
        TunnelOutput.send(device.underlay(), device, skb, route, header, packet, frame.length());
    }

    private static Payload payload(TunnelDevice device, EthernetFrame frame) {
        if (device.type() == TunnelType.IPIP) {
            return frame.payload();
        }
        TunnelConfig config = device.config();
        boolean frames = device.type() == TunnelType.GRETAP;
        OptionalInt sequence = config.sequence().out() ? OptionalInt.of(device.sentSequence++) : OptionalInt.empty();
        return new GrePacket(
                frames ? GrePacket.TYPE_ETHERNET : frame.type(),
                config.checksum().out(),
                config.outKey(),
                sequence,
                frames ? frame : frame.payload());
    }

    private static @Nullable Route route(TunnelDevice device, Skb skb, Ipv4Address local, Ipv4Address remote, int tos) {
        TunnelConfig config = device.config();
        int protocol = device.type().protocol();
        Flow flow = new Flow(config.device(), 0, 0, tos, protocol, local, remote, 0, 0, false);
        try {
            Route route = device.underlay().subsystem(Fib.class).output(flow);
            if (route.device() != device) {
                return route;
            }
            device.stats().collisions++;
        } catch (KernelException unreachable) {
            device.stats().txCarrierErrors++;
        }
        device.stats().txErrors++;
        Drops.drop(
                skb,
                DropReason.NOT_SPECIFIED,
                FUNCTION,
                "there is no way to " + remote + " that does not lead back into " + device.name(),
                List.of());
        return null;
    }

    /** Whether a packet that may not be fragmented fits; its sender is told where it does not ({@code tnl_update_pmtu}). */
    private static boolean fits(
            TunnelDevice device, Skb skb, EthernetFrame frame, Ipv4Packet inner, Route route, boolean dontFragment) {
        Payload whole = payloadOf(device, frame);
        int mtu = dontFragment
                ? route.mtu() - Ipv4Packet.HEADER_LENGTH - (whole.length() - inner.length())
                : device.mtu();
        if (inner.length() <= mtu) {
            return true;
        }
        NetNamespace net = device.net();
        if (skb.dst instanceof Route) {
            Flow flow = new Flow(
                    device.index(),
                    0,
                    skb.mark,
                    inner.tos(),
                    inner.protocol(),
                    inner.source(),
                    inner.destination(),
                    0,
                    0,
                    true);
            net.subsystem(Fib.class).learnPathMtu(flow, mtu);
        }
        if (!inner.dontFragment()) {
            return true;
        }
        net.subsystem(Ipv4.class)
                .sendError(skb, inner, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.FRAGMENTATION_NEEDED, mtu);
        device.stats().txErrors++;
        Drops.drop(skb, DropReason.NOT_SPECIFIED, FUNCTION, "it is too long for the way outside", List.of());
        return false;
    }

    /** As {@link #payload}, for its length alone: nothing is numbered. */
    private static Payload payloadOf(TunnelDevice device, EthernetFrame frame) {
        int sequence = device.sentSequence;
        Payload payload = payload(device, frame);
        device.sentSequence = sequence;
        return payload;
    }

    private static void refuse(TunnelDevice device, Skb skb, String detail) {
        device.stats().txErrors++;
        Drops.drop(skb, DropReason.NOT_SPECIFIED, FUNCTION, detail, List.of());
    }
}
