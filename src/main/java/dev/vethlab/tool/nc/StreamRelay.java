package dev.vethlab.tool.nc;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.TcpSocket;
import dev.vethlab.tool.Process;
import dev.vethlab.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Copies to and from a TCP connection. */
final class StreamRelay extends Relay {

    private final TcpSocket socket;

    StreamRelay(Process process, NcOptions options, TcpSocket socket, Runnable onEnd) {
        super(process, options, onEnd);
        this.socket = socket;
        socket.setListener(this::changed);
    }

    @Override
    void send(Bytes data) throws KernelException {
        socket.write(data);
    }

    @Override
    @Nullable
    Bytes receive() throws KernelException {
        Bytes data = socket.read(CHUNK);
        return data.length() == 0 ? null : data;
    }

    @Override
    boolean isAtEnd() {
        return socket.isAtEnd();
    }

    @Override
    void finishSending() {
        socket.shutdownWrite();
    }

    @Override
    void closeSocket() {
        socket.close();
    }
}
