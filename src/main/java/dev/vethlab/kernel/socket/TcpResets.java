package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.TransportHandler;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.List;

/** TCP of a namespace in which nobody listens: every segment that is no reset is answered by one. */
final class TcpResets implements TransportHandler {

    private final Sockets sockets;

    TcpResets(Sockets sockets) {
        this.sockets = sockets;
    }

    /** {@code tcp_v4_rcv} where no socket is found. */
    @Override
    public void receive(Skb skb, Ipv4Packet packet) {
        if (skb.type != PacketType.HOST) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "tcp_v4_rcv", "it came in a frame that was not for this host alone", List.of());
        } else if (packet.payload() instanceof TcpSegment segment) {
            if ((segment.flags() & TcpSegment.RST) == 0) {
                reset(packet, segment);
            }
            Drops.drop(
                    skb,
                    DropReason.NO_SOCKET,
                    "tcp_v4_rcv",
                    "no socket waits on port " + segment.destinationPort() + ": it is answered with a reset",
                    List.of());
        } else {
            Drops.drop(skb, DropReason.TCP_CSUM, "tcp_v4_rcv", "the TCP checksum is wrong", List.of());
        }
    }

    /** {@code tcp_v4_send_reset}. */
    private void reset(Ipv4Packet packet, TcpSegment segment) {
        Ipv4Address from = packet.destination();
        Ipv4Address to = packet.source();
        if (sockets.fib().addressType(from) != RouteType.LOCAL) {
            return;
        }
        boolean acknowledges = (segment.flags() & TcpSegment.ACK) != 0;
        int length = segment.payload().length()
                + ((segment.flags() & TcpSegment.SYN) != 0 ? 1 : 0)
                + ((segment.flags() & TcpSegment.FIN) != 0 ? 1 : 0);
        TcpSegment answer = new TcpSegment(
                from,
                to,
                segment.destinationPort(),
                segment.sourcePort(),
                acknowledges ? segment.acknowledgment() : 0,
                acknowledges ? 0 : segment.sequence() + length,
                acknowledges ? TcpSegment.RST : TcpSegment.RST | TcpSegment.ACK,
                0,
                0,
                Bytes.EMPTY,
                Bytes.EMPTY);
        try {
            Route route = sockets.fib().output(new Flow(
                    0, 0, 0, packet.tos(), Ipv4Packet.TCP, from, to, segment.destinationPort(), segment.sourcePort(), false));
            int ttl = route.hopLimit() != 0 ? route.hopLimit() : sockets.sysctls().get(NetIpv4.IP_DEFAULT_TTL);
            Ipv4Packet reply = new Ipv4Packet(
                    packet.tos() & 0xfc, 0, true, false, 0, ttl, Ipv4Packet.TCP, from, to, Bytes.EMPTY, answer);
            Skb skb = new Skb(route.device(), EthernetFrame.TYPE_IPV4, reply);
            skb.dst = route;
            sockets.ipv4().localOut(skb, reply, route, false);
        } catch (KernelException unreachable) {
            // The kernel does not tell anybody either when its reset finds no way.
            return;
        }
    }
}
