package dev.vethlab.tool.traceroute;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.kernel.socket.Sockets;
import dev.vethlab.kernel.socket.UdpSocket;
import dev.vethlab.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Probes by UDP: to a port that rises with each probe, or to one and the same. */
final class UdpProbes extends ProbeMethod {

    private static final int FIRST_PORT = 33434;
    private static final int ONE_PORT = 53;
    private static final int HEADER_LENGTH = 8;

    private final Sockets sockets;
    private final Machine machine;
    private final boolean rising;
    private final List<Probe> open = new ArrayList<>();
    private int port;

    UdpProbes(TraceOptions options, Sockets sockets, Machine machine) {
        super(options);
        this.sockets = sockets;
        this.machine = machine;
        this.rising = options.module.equals("default");
        int usual = rising ? FIRST_PORT : ONE_PORT;
        this.port = (int) (options.port == 0 ? usual : options.port) & 0xffff;
    }

    @Override
    int headerLength() {
        return HEADER_LENGTH;
    }

    @Override
    int start(int dataLength) {
        return dataLength;
    }

    @Override
    void send(Probe probe, int ttl, int dataLength) throws Quit {
        UdpSocket socket = sockets.udp();
        socket.setSendTimeout(0);
        int to = port;
        tune(socket);
        attempt("setsockopt IP_TTL", () -> socket.setTtl(ttl));
        attempt("connect", () -> socket.connect(options.destination, to));
        socket.receiveErrors();
        probe.sentNs = machine.nowNs();
        if (!transmit(socket, to, Bytes.of(pattern(dataLength)))) {
            socket.close();
            probe.sentNs = Probe.NEVER;
            return;
        }
        probe.socket = socket;
        probe.sequence = to;
        open.add(probe);
        if (rising) {
            port = (port + 1) & 0xffff;
        }
    }

    @Override
    boolean hasEvent() {
        for (Probe probe : open) {
            if (probe.socket != null && (probe.socket.isReadable() || probe.socket.hasError())) {
                return true;
            }
        }
        return false;
    }

    @Override
    void poll(Receiver receiver) throws Quit {
        for (Probe probe : List.copyOf(open)) {
            if (probe.socket == null) {
                open.remove(probe);
            } else if (probe.socket.hasError()) {
                SocketError error = probe.socket.receiveError();
                if (error != null && error.destinationPort() == probe.sequence) {
                    receiver.failed(probe, error);
                }
            } else if (probe.socket.isReadable()) {
                reply(probe, receiver);
            }
        }
    }

    private static void reply(Probe probe, Receiver receiver) throws Quit {
        try {
            Datagram datagram = probe.socket == null ? null : probe.socket.receive();
            if (datagram != null) {
                probe.isFinal = true;
                receiver.answered(probe, datagram);
            }
        } catch (KernelException pending) {
            throw Quit.failed("recv", pending);
        }
    }

    @Override
    void close() {
        for (Probe probe : open) {
            probe.finish();
        }
    }
}
