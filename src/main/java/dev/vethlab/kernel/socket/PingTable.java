package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.TransportHandler;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ping sockets of a namespace by identifier: takes the echo replies and ICMP errors that are meant for them. */
final class PingTable implements TransportHandler {

    private static final int ECHO_LENGTH = 8;

    private final Sockets sockets;
    private final List<PingSocket> bound = new ArrayList<>();
    private final Rover rover;

    /** The identifier that was given last, to a socket of any namespace ({@code ping_port_rover}). */
    private static final class Rover {

        private int last;
    }

    PingTable(Sockets sockets) {
        this.sockets = sockets;
        this.rover = sockets.net().softnet().subsystem(Rover.class, Rover::new);
    }

    /** Binds a socket to an identifier, to a free one where it is 0 ({@code ping_get_port}). */
    void take(PingSocket socket, int identifier) throws KernelException {
        int wanted = identifier == 0 ? freeIdentifier() : identifier;
        for (PingSocket other : bound) {
            if (other.sourcePort == wanted) {
                throw new KernelException(Errno.EADDRINUSE);
            }
        }
        socket.sourcePort = wanted;
        bound.add(socket);
    }

    private int freeIdentifier() throws KernelException {
        for (int i = 0; i < 0xffff; i++) {
            rover.last = (rover.last + 1) & 0xffff;
            int candidate = rover.last;
            if (candidate != 0 && bound.stream().noneMatch(other -> other.sourcePort == candidate)) {
                return candidate;
            }
        }
        throw new KernelException(Errno.EADDRINUSE);
    }

    void remove(PingSocket socket) {
        bound.remove(socket);
    }

    private @Nullable PingSocket find(Skb skb, Ipv4Packet carrier, int identifier) {
        for (int i = 0; i < bound.size(); i++) {
            PingSocket socket = bound.get(i);
            if (socket.sourcePort == identifier
                    && (socket.receiveSource.isAny() || socket.receiveSource.equals(carrier.destination()))
                    && SocketBinding.hears(socket, skb)) {
                return socket;
            }
        }
        return null;
    }

    /** {@code ping_rcv}. */
    @Override
    public void receive(Skb skb, Ipv4Packet packet) {
        PingSocket socket =
                packet.payload() instanceof IcmpMessage message ? find(skb, packet, message.identifier()) : null;
        if (socket == null) {
            Drops.drop(
                    skb,
                    DropReason.NO_SOCKET,
                    "ping_rcv",
                    "no ping socket waits for it; raw sockets have had their copies before",
                    List.of());
        } else if (!socket.queue(skb, packet)) {
            Drops.drop(skb, DropReason.SOCKET_RCVBUFF, "ping_rcv", "the socket has no room for it", List.of());
        } else {
            SocketTrace.delivered(skb, "ping_rcv", "a ping socket gets it");
        }
    }

    /** {@code ping_err}. */
    @Override
    public void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted) {
        if (!(quoted.payload() instanceof Bytes data) || data.length() < ECHO_LENGTH) {
            return;
        }
        PingSocket socket = find(skb, carrier, data.u16(4));
        if (data.at(0) == IcmpMessage.ECHO_REQUEST && socket != null) {
            sockets.learn(skb, socket, carrier, error, quoted);
            socket.icmpError(carrier, error, quoted, 0, data);
        }
    }
}
