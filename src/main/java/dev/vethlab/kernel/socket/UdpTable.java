package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.TransportHandler;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.UdpDatagram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UDP of a namespace: its sockets by port, and what comes of datagrams that nobody waits for. */
final class UdpTable implements TransportHandler {

    private final Sockets sockets;
    private final List<UdpSocket> bound = new ArrayList<>();

    UdpTable(Sockets sockets) {
        this.sockets = sockets;
    }

    /** Binds a socket to a port, to a free one where it is 0 ({@code udp_v4_get_port}). */
    void take(UdpSocket socket, int port) throws KernelException {
        int wanted = port == 0 ? freePort(socket) : port;
        if (conflicts(socket, wanted)) {
            throw new KernelException(Errno.EADDRINUSE);
        }
        socket.sourcePort = wanted;
        bound.add(socket);
    }

    private int freePort(UdpSocket socket) throws KernelException {
        int low = sockets.sysctls().get(NetIpv4.IP_LOCAL_PORT_RANGE);
        int count = sockets.sysctls().second(NetIpv4.IP_LOCAL_PORT_RANGE) - low + 1;
        int start = sockets.net().machine().random().nextInt(count);
        for (int i = 0; i < count; i++) {
            int candidate = low + (start + i) % count;
            if (!sockets.sysctls().isReservedPort(candidate) && !conflicts(socket, candidate)) {
                return candidate;
            }
        }
        throw new KernelException(Errno.EADDRINUSE);
    }

    private boolean conflicts(UdpSocket socket, int port) {
        for (UdpSocket other : bound) {
            boolean sameDevice =
                    other.boundDevice == 0 || socket.boundDevice == 0 || other.boundDevice == socket.boundDevice;
            boolean sameAddress = other.receiveSource.isAny()
                    || socket.receiveSource.isAny()
                    || other.receiveSource.equals(socket.receiveSource);
            if (other != socket && other.sourcePort == port && sameDevice && sameAddress) {
                return true;
            }
        }
        return false;
    }

    void remove(UdpSocket socket) {
        bound.remove(socket);
    }

    List<SocketInfo> infos() {
        List<SocketInfo> infos = new ArrayList<>();
        bound.forEach(socket -> infos.add(socket.datagramInfo()));
        return infos;
    }

    /** {@code __udp4_lib_rcv}. */
    @Override
    public void receive(Skb skb, Ipv4Packet packet) {
        if (!(packet.payload() instanceof UdpDatagram datagram)) {
            boolean small = packet.payload().length() < UdpDatagram.HEADER_LENGTH;
            Drops.drop(
                    skb,
                    small ? DropReason.PKT_TOO_SMALL : DropReason.UDP_CSUM,
                    "__udp4_lib_rcv",
                    small ? "it is too short for a UDP header" : "the UDP checksum or length is wrong",
                    List.of());
            return;
        }
        if (packet.destination().isMulticast()
                || skb.type == PacketType.BROADCAST
                || skb.type == PacketType.MULTICAST) {
            deliverToAll(skb, packet, datagram);
            return;
        }
        UdpSocket socket = find(
                skb, packet.source(), datagram.sourcePort(), packet.destination(), datagram.destinationPort(), false);
        if (socket == null) {
            sockets.ipv4().sendError(skb, packet, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.PORT_UNREACHABLE, 0);
            Drops.drop(
                    skb,
                    DropReason.NO_SOCKET,
                    "__udp4_lib_rcv",
                    "no socket waits on port " + datagram.destinationPort(),
                    List.of());
        } else if (!socket.take(skb, packet, datagram)) {
            Drops.drop(
                    skb,
                    DropReason.SOCKET_RCVBUFF,
                    "udp_queue_rcv_one_skb",
                    "the socket has no room for it",
                    List.of());
        } else {
            SocketTrace.delivered(skb, "udp_queue_rcv_skb", "a socket on port " + socket.sourcePort + " gets it");
        }
    }

    private void deliverToAll(Skb skb, Ipv4Packet packet, UdpDatagram datagram) {
        boolean taken = false;
        for (UdpSocket socket : bound) {
            if (suits(
                    socket,
                    skb,
                    packet.source(),
                    datagram.sourcePort(),
                    packet.destination(),
                    datagram.destinationPort(),
                    false)) {
                taken |= socket.take(skb, packet, datagram);
            }
        }
        if (!taken) {
            Drops.ignore(skb, "__udp4_lib_mcast_deliver", "no socket waits for it, and nobody is told", List.of());
        }
    }

    private static boolean suits(
            UdpSocket socket,
            Skb skb,
            Ipv4Address remote,
            int remotePort,
            Ipv4Address local,
            int localPort,
            boolean error) {
        return socket.sourcePort == localPort
                && socket.matches(remote, local)
                && (!socket.connected || socket.destinationPort == remotePort)
                && (error ? SocketBinding.isOn(socket, skb) : SocketBinding.hears(socket, skb));
    }

    /** The socket that fits best: a connected one before a bound one ({@code compute_score}). */
    private @Nullable UdpSocket find(
            Skb skb, Ipv4Address remote, int remotePort, Ipv4Address local, int localPort, boolean error) {
        UdpSocket best = null;
        int bestScore = -1;
        for (int i = 0; i < bound.size(); i++) {
            UdpSocket socket = bound.get(i);
            if (suits(socket, skb, remote, remotePort, local, localPort, error)) {
                int score = (socket.connected ? 8 : 0)
                        + (socket.receiveSource.isAny() ? 0 : 4)
                        + (socket.boundDevice != 0 ? 4 : 0);
                if (score > bestScore) {
                    best = socket;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /** {@code __udp4_lib_err}. */
    @Override
    public void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted) {
        if (!(quoted.payload() instanceof Bytes data) || data.length() < UdpDatagram.HEADER_LENGTH) {
            return;
        }
        int port = data.u16(2);
        UdpSocket socket = find(skb, quoted.destination(), port, quoted.source(), data.u16(0), true);
        if (socket == null) {
            return;
        }
        sockets.learn(skb, socket, carrier, error, quoted);
        socket.icmpError(carrier, error, quoted, port, data.from(UdpDatagram.HEADER_LENGTH));
    }
}
