package dev.vethlab.tool.nc;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.InetSocket;
import dev.vethlab.kernel.socket.TcpSocket;
import dev.vethlab.kernel.socket.UdpSocket;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.hosts.Services;
import dev.vethlab.wire.Bytes;

/** {@code nc HOST PORTS}: one port after the other. */
final class Connecting extends NcActivity {

    /** For how long a UDP port is tried ({@code UDP_SCAN_TIMEOUT}). */
    private static final int UDP_SECONDS = 3;

    /** What passes before the next port is tried. */
    private static final long NEXT_NS = 100_000;

    private int at;
    private int result = 1;

    Connecting(Process process, NcOptions options) {
        super(process, options);
    }

    private int port() {
        return options.ports.get(at);
    }

    private String protocol() {
        return options.udp ? "udp" : "tcp";
    }

    @Override
    void begin() throws Quit {
        if (options.udp) {
            beginUdp();
        } else {
            beginTcp();
        }
    }

    private void bind(InetSocket socket) throws Quit {
        try {
            int port = options.sourcePort();
            Ipv4Address source = options.sourceAddress();
            if (port != 0 || !source.isAny()) {
                socket.bind(source, port);
            }
            if (options.ttl > 0) {
                socket.setTtl(options.ttl);
            }
        } catch (KernelException refused) {
            throw fail("bind failed: ", refused);
        }
    }

    private void beginTcp() throws Quit {
        TcpSocket socket = hold(process.namespace().sockets().tcp());
        socket.setReuse(!options.localPort.isEmpty(), false);
        bind(socket);
        try {
            socket.connect(options.address, port());
        } catch (KernelException refused) {
            failed("failed", refused.errno());
            return;
        }
        socket.setListener(() -> answered(socket));
        if (options.timeoutSeconds >= 0) {
            after(options.timeoutSeconds * NS_A_SECOND, () -> failed("timed out", Errno.EINPROGRESS));
        }
        answered(socket);
    }

    private void answered(TcpSocket socket) {
        if (socket.isConnecting()) {
            return;
        }
        stopTimer();
        try {
            socket.throwPending();
        } catch (KernelException refused) {
            failed("failed", refused.errno());
            return;
        }
        succeeded();
        if (options.scan) {
            socket.close();
            next();
        } else {
            relay(new StreamRelay(process, options, socket, this::next));
        }
    }

    private void failed(String how, Errno errno) {
        if (options.verbose) {
            String name = options.address.toString().equals(options.host) ? "" : " (" + options.address + ")";
            process.err("nc: connect to " + options.host + name + " port " + port() + " (" + protocol() + ") " + how
                    + ": " + errno.words() + "\n");
        }
        next();
    }

    private void succeeded() {
        result = 0;
        if (options.verbose) {
            String name = options.address.toString().equals(options.host) ? "" : " (" + options.address + ")";
            String service =
                    options.numeric ? "*" : Services.name(port(), protocol()).orElse("*");
            process.err("Connection to " + options.host + name + " " + port() + " port [" + protocol() + "/" + service
                    + "] succeeded!\n");
        }
    }

    private void next() {
        stopTimer();
        closeRelay();
        if (at + 1 == options.ports.size()) {
            end(result);
            return;
        }
        release();
        at++;
        after(NEXT_NS, () -> {
            try {
                begin();
            } catch (Quit quit) {
                end(quit.status());
            }
        });
    }

    private void beginUdp() throws Quit {
        UdpSocket socket = hold(process.namespace().sockets().udp());
        if (options.broadcast) {
            socket.allowBroadcast();
        }
        bind(socket);
        try {
            socket.connect(options.address, port());
        } catch (KernelException refused) {
            failed("failed", refused.errno());
            return;
        }
        if (options.verbose || options.scan) {
            int seconds = options.timeoutSeconds >= 0 ? options.timeoutSeconds : UDP_SECONDS;
            boolean sent = write(socket);
            if (sent && write(socket)) {
                probe(socket, seconds);
            } else {
                result = 1;
                next();
            }
        } else {
            converse(socket);
        }
    }

    /** Writes now and then, for a port that is closed tells so ({@code udptest}). */
    private void probe(UdpSocket socket, int seconds) {
        if (seconds == 0) {
            succeeded();
            if (options.scan) {
                next();
            } else {
                converse(socket);
            }
            return;
        }
        after(NS_A_SECOND, () -> {
            if (write(socket)) {
                probe(socket, seconds - 1);
            } else {
                result = 1;
                next();
            }
        });
    }

    private static boolean write(UdpSocket socket) {
        try {
            socket.sendTo(Ipv4Address.ANY, 0, Bytes.of((byte) 'X'));
            return true;
        } catch (KernelException refused) {
            return refused.errno() != Errno.ECONNREFUSED;
        }
    }

    private void converse(UdpSocket socket) {
        result = 0;
        relay(new DatagramRelay(process, options, socket, true, null, this::next));
    }
}
