package dev.vethlab.tool.nc;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.UdpSocket;
import dev.vethlab.tool.Process;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/** Copies to and from a UDP socket, each read of standard input a datagram. */
final class DatagramRelay extends Relay {

    private final UdpSocket socket;
    private final boolean connected;
    private @Nullable Datagram first;

    /**
     * @param connected whether there is one peer to send to
     * @param first a datagram that has been received already, null for none
     */
    DatagramRelay(
            Process process,
            NcOptions options,
            UdpSocket socket,
            boolean connected,
            @Nullable Datagram first,
            Runnable onEnd) {
        super(process, options, onEnd);
        this.socket = socket;
        this.connected = connected;
        this.first = first;
        socket.setListener(this::changed);
    }

    @Override
    void send(Bytes data) throws KernelException {
        if (connected) {
            socket.sendTo(Ipv4Address.ANY, 0, data);
        }
    }

    @Override
    @Nullable
    Bytes receive() throws KernelException {
        Datagram datagram = first;
        first = null;
        if (datagram == null) {
            datagram = socket.receive();
        }
        return datagram == null
                ? null
                : Bytes.of(((UdpDatagram) datagram.packet().payload()).payload().encode());
    }

    @Override
    boolean isAtEnd() {
        return false;
    }

    @Override
    void finishSending() {
        // There is no end of a stream to tell of.
    }

    @Override
    void closeSocket() {
        socket.close();
    }
}
