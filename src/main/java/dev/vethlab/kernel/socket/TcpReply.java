package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;

/** Sends segments that no full socket sends: answers to requests, resets, late acknowledgements ({@code ip_send_unicast_reply}). */
record TcpReply(Sockets sockets, int device, int mark) {

    /** Sends a segment; nobody is told when there is no way for it. */
    void send(TcpSegment segment, int tos) {
        try {
            Route route = sockets.fib().output(flow(segment, tos));
            int ttl =
                    route.hopLimit() != 0 ? route.hopLimit() : sockets.sysctls().get(NetIpv4.IP_DEFAULT_TTL);
            Ipv4Packet packet = new Ipv4Packet(
                    tos,
                    0,
                    !sockets.sysctls().isSet(NetIpv4.IP_NO_PMTU_DISC),
                    false,
                    0,
                    ttl,
                    Ipv4Packet.TCP,
                    segment.source(),
                    segment.destination(),
                    Bytes.EMPTY,
                    segment);
            Skb skb = new Skb(route.device(), EthernetFrame.TYPE_IPV4, packet);
            skb.mark = mark;
            skb.dst = route;
            sockets.ipv4().localOut(skb, packet, route, false);
        } catch (KernelException unreachable) {
            // The kernel does not tell anybody either when such a segment finds no way.
            return;
        }
    }

    Flow flow(TcpSegment segment, int tos) {
        return new Flow(
                device,
                0,
                mark,
                tos,
                Ipv4Packet.TCP,
                segment.source(),
                segment.destination(),
                segment.sourcePort(),
                segment.destinationPort(),
                false);
    }
}
