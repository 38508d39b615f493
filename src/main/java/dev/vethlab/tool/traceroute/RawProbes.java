package dev.vethlab.tool.traceroute;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.RawSocket;
import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.kernel.socket.Sockets;
import dev.vethlab.wire.Payload;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Probes by one raw socket, told apart by a number in them. */
abstract class RawProbes extends ProbeMethod {

    final Machine machine;
    final RawSocket socket;
    private final Map<Integer, Probe> underway = new HashMap<>();

    RawProbes(TraceOptions options, Sockets sockets, Machine machine, int protocol) {
        super(options);
        this.machine = machine;
        this.socket = sockets.raw(protocol);
        socket.setSendTimeout(0);
    }

    /** A probe and the number in it. */
    record Numbered(int number, Payload payload) {}

    /** Makes the next probe. */
    abstract Numbered next(int dataLength);

    /** The number in a packet that answers a probe, -1 for a packet that does not. */
    abstract int numberOf(Datagram datagram);

    /** The number in a probe that an error is about, -1 for what is no probe. */
    abstract int numberOf(SocketError error);

    @Override
    final int headerLength() {
        return 0;
    }

    /** Opens the socket to the destination. */
    final void open() throws Quit {
        tune(socket);
        attempt("connect", () -> socket.connect(options.destination, 0));
        socket.receiveErrors();
    }

    @Override
    final void send(Probe probe, int ttl, int dataLength) throws Quit {
        attempt("setsockopt IP_TTL", () -> socket.setTtl(ttl));
        Numbered numbered = next(dataLength);
        probe.sentNs = machine.nowNs();
        underway.put(numbered.number(), probe);
        probe.sequence = numbered.number();
        if (!transmit(socket, 0, numbered.payload())) {
            probe.sentNs = Probe.NEVER;
            probe.sequence = 0;
        }
    }

    /** Whether a probe with this number has not been answered yet. */
    final boolean isUnderway(int number) {
        return underway(number) != null;
    }

    private @Nullable Probe underway(int number) {
        Probe probe = number < 0 ? null : underway.get(number);
        return probe == null || probe.sequence != number ? null : probe;
    }

    @Override
    final boolean hasEvent() {
        return socket.isReadable() || socket.hasError();
    }

    @Override
    final void poll(Receiver receiver) throws Quit {
        if (socket.hasError()) {
            SocketError error = socket.receiveError();
            if (error != null) {
                receiver.failed(underway(numberOf(error)), error);
            }
            return;
        }
        try {
            Datagram datagram = socket.receive();
            Probe probe = datagram == null ? null : underway(numberOf(datagram));
            if (datagram != null && probe != null) {
                probe.isFinal = true;
                receiver.answered(probe, datagram);
            }
        } catch (KernelException pending) {
            throw Quit.failed("recv", pending);
        }
    }

    @Override
    final void close() {
        socket.close();
    }
}
