package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.TransportHandler;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TCP of a namespace: its connections and listening sockets, and what comes of segments that are for neither. */
final class TcpTable implements TransportHandler {

    /** Both ends of a connection, addresses as bits. */
    record Connection(int local, int localPort, int remote, int remotePort) {

        static Connection of(TcpSocket socket) {
            return new Connection(
                    socket.receiveSource.bits(), socket.sourcePort, socket.destination.bits(), socket.destinationPort);
        }

        Ipv4Address localAddress() {
            return new Ipv4Address(local);
        }

        Ipv4Address remoteAddress() {
            return new Ipv4Address(remote);
        }
    }

    private static final int QUOTED = 8;

    private final Map<Connection, TcpEndpoint> connections = new LinkedHashMap<>();
    private final TcpPorts ports;
    private final TcpResets resets;

    TcpTable(Sockets sockets) {
        this.ports = new TcpPorts(this, sockets);
        this.resets = new TcpResets(sockets);
    }

    TcpPorts ports() {
        return ports;
    }

    void add(Connection connection, TcpEndpoint endpoint) {
        connections.put(connection, endpoint);
    }

    @Nullable
    TcpEndpoint get(Connection connection) {
        return connections.get(connection);
    }

    void remove(Connection connection, TcpEndpoint endpoint) {
        connections.remove(connection, endpoint);
    }

    void remove(TcpSocket socket) {
        connections.remove(Connection.of(socket), socket);
        ports.release(socket);
    }

    /** Keeps what is left of a connection for a while ({@code tcp_time_wait}). */
    void timeWait(TcpSocket socket, TcpState state, long durationNs) {
        TcpTimeWait left = new TcpTimeWait(socket, state, durationNs);
        Connection connection = Connection.of(socket);
        socket.sockets.tcpMetrics().update(socket);
        socket.done();
        connections.put(connection, left);
    }

    /** Answers a segment that fits nothing. */
    void reset(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        resets.reset(skb, packet, segment);
    }

    /** {@code tcp_v4_rcv}. */
    @Override
    public void receive(Skb skb, Ipv4Packet packet) {
        if (skb.type != PacketType.HOST) {
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "tcp_v4_rcv",
                    "the frame is not addressed to this host alone",
                    List.of());
        } else if (packet.payload() instanceof TcpSegment segment) {
            deliver(skb, packet, segment);
        } else {
            Drops.drop(skb, DropReason.TCP_CSUM, "tcp_v4_rcv", "the TCP checksum or header is wrong", List.of());
        }
    }

    private void deliver(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        TcpEndpoint endpoint = connections.get(new Connection(
                packet.destination().bits(),
                segment.destinationPort(),
                packet.source().bits(),
                segment.sourcePort()));
        if (endpoint != null && SocketBinding.hears(endpoint.boundDevice(), true, skb)) {
            endpoint.receive(skb, packet, segment);
            return;
        }
        TcpSocket listener = ports.listener(skb, packet.destination(), segment.destinationPort());
        TcpListening listening = listener == null ? null : listener.listening;
        if (listener != null && listening != null) {
            receiveListening(listener, listening, skb, packet, segment);
            return;
        }
        if (!segment.has(TcpSegment.RST)) {
            resets.reset(skb, packet, segment);
        }
        Drops.drop(
                skb,
                DropReason.NO_SOCKET,
                "tcp_v4_rcv",
                "nobody listens on port " + segment.destinationPort() + " of " + packet.destination(),
                List.of());
    }

    /** {@code tcp_rcv_state_process} of a listening socket, {@code tcp_conn_request}. */
    private void receiveListening(
            TcpSocket listener, TcpListening listening, Skb skb, Ipv4Packet packet, TcpSegment segment) {
        int flags = segment.flags();
        if ((flags & TcpSegment.RST) != 0) {
            Drops.drop(
                    skb,
                    DropReason.TCP_RESET,
                    "tcp_rcv_state_process",
                    "it resets a connection that does not exist",
                    List.of());
        } else if ((flags & TcpSegment.ACK) != 0) {
            resets.reset(skb, packet, segment);
            Drops.drop(
                    skb,
                    DropReason.TCP_FLAGS,
                    "tcp_rcv_state_process",
                    "the connection that it belongs to does not exist",
                    List.of());
        } else if ((flags & TcpSegment.SYN) == 0 || (flags & TcpSegment.FIN) != 0) {
            Drops.drop(
                    skb, DropReason.TCP_FLAGS, "tcp_rcv_state_process", "it is no request for a connection", List.of());
        } else if (listening.isFull()) {
            Drops.drop(
                    skb,
                    DropReason.TCP_LISTEN_OVERFLOW,
                    "tcp_conn_request",
                    "the program has not accepted the connections before it, and no more of them may wait",
                    List.of());
        } else {
            try {
                TcpRequest request = new TcpRequest(
                        listener, listening, skb, packet, segment, TcpRequest.route(listener, packet, segment));
                listening.add(request);
                connections.put(request.connection(), request);
                request.answer();
                SocketTrace.given(skb, segment.destinationPort());
            } catch (KernelException unreachable) {
                Drops.drop(
                        skb,
                        DropReason.IP_OUTNOROUTES,
                        "tcp_conn_request",
                        "there is no route for the answer",
                        List.of());
            }
        }
    }

    /** {@code tcp_v4_err}. */
    @Override
    public void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted) {
        if (!(quoted.payload() instanceof Bytes data) || data.length() < QUOTED) {
            return;
        }
        TcpEndpoint endpoint = connections.get(new Connection(
                quoted.source().bits(), data.u16(0), quoted.destination().bits(), data.u16(2)));
        if (endpoint != null) {
            endpoint.error(skb, carrier, error, quoted, data.i32(4));
        }
    }

    /** Every socket and connection, listening sockets first. */
    List<SocketInfo> infos() {
        List<SocketInfo> infos = new ArrayList<>();
        ports.listeners().forEach(listener -> infos.add(listener.info()));
        connections.values().forEach(endpoint -> infos.add(endpoint.info()));
        return infos;
    }
}
