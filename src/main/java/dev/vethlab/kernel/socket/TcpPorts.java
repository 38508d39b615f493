package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has which TCP port ({@code net/ipv4/inet_connection_sock.c}, {@code inet_hashtables.c}). */
final class TcpPorts {

    private final TcpTable table;
    private final Sockets sockets;

    /** Sockets that have bound a port themselves. */
    private final List<TcpSocket> bound = new ArrayList<>();

    TcpPorts(TcpTable table, Sockets sockets) {
        this.table = table;
        this.sockets = sockets;
    }

    /** {@code inet_csk_get_port}: a free port is an odd one first. */
    void bind(TcpSocket socket, int port) throws KernelException {
        int chosen = port;
        if (port == 0) {
            chosen = free(1, candidate -> !conflicts(socket, candidate));
        } else if (conflicts(socket, port)) {
            throw new KernelException(Errno.EADDRINUSE);
        }
        if (chosen == 0) {
            throw new KernelException(Errno.EADDRINUSE);
        }
        socket.sourcePort = chosen;
        bound.add(socket);
    }

    /** {@code inet_csk_listen_start}: asks for the port again, now as a listening socket. */
    void listen(TcpSocket socket) throws KernelException {
        if (socket.sourcePort == 0) {
            bind(socket, 0);
            return;
        }
        for (TcpSocket other : bound) {
            boolean shares = socket.reusePort && other.reusePort;
            if (other != socket
                    && other.state == TcpState.LISTEN
                    && overlaps(socket, other, socket.sourcePort)
                    && !shares) {
                throw new KernelException(Errno.EADDRINUSE);
            }
        }
    }

    private boolean conflicts(TcpSocket socket, int port) {
        for (TcpSocket other : bound) {
            boolean shares = socket.reusePort && other.reusePort
                    || socket.reuseAddress && other.reuseAddress && other.state != TcpState.LISTEN;
            if (other != socket && overlaps(socket, other, port) && !shares) {
                return true;
            }
        }
        return !socket.reuseAddress
                && table.infos().stream()
                        .anyMatch(other -> other.localPort() == port
                                && other.state() != TcpState.LISTEN
                                && (socket.receiveSource.isAny()
                                        || other.local().equals(socket.receiveSource)));
    }

    private static boolean overlaps(TcpSocket socket, TcpSocket other, int port) {
        boolean sameDevice =
                other.boundDevice == 0 || socket.boundDevice == 0 || other.boundDevice == socket.boundDevice;
        boolean sameAddress = other.receiveSource.isAny()
                || socket.receiveSource.isAny()
                || other.receiveSource.equals(socket.receiveSource);
        return other.sourcePort == port && sameDevice && sameAddress;
    }

    /** Gives a socket that connects its port, and puts the connection into the table ({@code __inet_hash_connect}). */
    void connect(TcpSocket socket) throws KernelException {
        if (socket.sourcePort == 0) {
            int port = free(0, candidate -> !isBound(candidate) && isUnused(socket, candidate));
            if (port == 0) {
                throw new KernelException(Errno.EADDRNOTAVAIL);
            }
            socket.sourcePort = port;
        } else if (!isUnused(socket, socket.sourcePort)) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        table.add(TcpTable.Connection.of(socket), socket);
    }

    private boolean isBound(int port) {
        for (TcpSocket socket : bound) {
            if (socket.sourcePort == port) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnused(TcpSocket socket, int port) {
        TcpTable.Connection wanted = new TcpTable.Connection(
                socket.receiveSource.bits(), port, socket.destination.bits(), socket.destinationPort);
        TcpEndpoint known = table.get(wanted);
        return known == null || known instanceof TcpTimeWait left && left.isReusable(socket.destination.isLoopback());
    }

    private interface Test {
        boolean suits(int port);
    }

    /** A port of the range, beginning somewhere: every second one first; 0 where all are taken. */
    private int free(int parity, Test test) {
        NetSysctls settings = sockets.sysctls();
        int low = settings.get(NetIpv4.IP_LOCAL_PORT_RANGE);
        int count = settings.second(NetIpv4.IP_LOCAL_PORT_RANGE) - low + 1;
        int start = sockets.net().machine().random().nextInt(count) & ~1;
        for (int round = 0; round < 2; round++) {
            for (int i = (parity + round) % 2; i < count; i += 2) {
                int candidate = low + (start + i) % count;
                if (!settings.isReservedPort(candidate) && test.suits(candidate)) {
                    return candidate;
                }
            }
        }
        return 0;
    }

    void release(TcpSocket socket) {
        bound.remove(socket);
    }

    /** The listening socket that fits best ({@code compute_score}). */
    @Nullable
    TcpSocket listener(Skb skb, Ipv4Address local, int port) {
        TcpSocket best = null;
        int bestScore = -1;
        for (TcpSocket socket : bound) {
            boolean suits = socket.state == TcpState.LISTEN
                    && socket.sourcePort == port
                    && (socket.receiveSource.isAny() || socket.receiveSource.equals(local))
                    && SocketBinding.hears(socket.boundDevice, sockets.sysctls().isSet(NetIpv4.TCP_L3MDEV_ACCEPT), skb);
            int score = (socket.receiveSource.isAny() ? 0 : 2) + (socket.boundDevice != 0 ? 4 : 0);
            if (suits && score > bestScore) {
                best = socket;
                bestScore = score;
            }
        }
        return best;
    }

    List<TcpSocket> listeners() {
        List<TcpSocket> listeners = new ArrayList<>();
        for (TcpSocket socket : bound) {
            if (socket.state == TcpState.LISTEN) {
                listeners.add(socket);
            }
        }
        return listeners;
    }
}
