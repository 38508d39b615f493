package dev.vethlab.kernel.socket;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The queues of a listening socket: connections that are being made, and those that wait to be accepted. */
final class TcpListening {

    private final TcpSocket socket;
    private final int most;
    private final ArrayDeque<TcpSocket> waiting = new ArrayDeque<>();
    private final Set<TcpRequest> requests = new LinkedHashSet<>();

    TcpListening(TcpSocket socket, int most) {
        this.socket = socket;
        this.most = most;
    }

    int most() {
        return most;
    }

    int waiting() {
        return waiting.size();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** {@code sk_acceptq_is_full}. */
    boolean isFull() {
        return waiting.size() > most;
    }

    @Nullable
    TcpSocket accept() {
        return waiting.poll();
    }

    void add(TcpRequest request) {
        requests.add(request);
    }

    void remove(TcpRequest request) {
        requests.remove(request);
    }

    void add(TcpSocket child) {
        waiting.add(child);
        socket.wake();
    }

    /** {@code inet_csk_listen_stop}: what has not been accepted is reset. */
    void stop() {
        for (TcpRequest request : requests.toArray(new TcpRequest[0])) {
            request.drop();
        }
        TcpSocket child;
        while ((child = waiting.poll()) != null) {
            child.abort();
        }
    }
}
