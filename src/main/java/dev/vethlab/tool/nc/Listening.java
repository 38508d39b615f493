package dev.vethlab.tool.nc;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.TcpSocket;
import dev.vethlab.kernel.socket.UdpSocket;
import dev.vethlab.tool.Process;
import dev.vethlab.wire.UdpDatagram;

/** {@code nc -l}: waits for somebody and talks with them; with {@code -k} with one after the other. */
final class Listening extends NcActivity {

    private boolean busy;

    Listening(Process process, NcOptions options) {
        super(process, options);
    }

    @Override
    void begin() throws Quit {
        if (options.udp) {
            bindUdp();
        } else {
            listen();
        }
    }

    private void report(String what, Ipv4Address address, int port) {
        if (options.verbose) {
            process.err(what + " on " + show(address) + " " + port + "\n");
        }
    }

    private void listen() throws Quit {
        TcpSocket socket = hold(process.namespace().sockets().tcp());
        socket.setReuse(true, true);
        try {
            socket.bind(options.address, options.ports.get(0));
            socket.listen(1);
        } catch (KernelException refused) {
            throw fail("", refused);
        }
        report("Listening", options.address, options.ports.get(0));
        socket.setListener(() -> accept(socket));
    }

    private void accept(TcpSocket socket) {
        if (busy || hasEnded()) {
            return;
        }
        TcpSocket connection = socket.accept();
        if (connection != null) {
            busy = true;
            report("Connection received", connection.remoteAddress(), connection.remotePort());
            relay(new StreamRelay(process, options, connection, () -> connectionOver(socket)));
        }
    }

    private void connectionOver(TcpSocket socket) {
        busy = false;
        if (options.keep) {
            accept(socket);
        } else {
            end(0);
        }
    }

    private void bindUdp() throws Quit {
        UdpSocket socket = hold(process.namespace().sockets().udp());
        try {
            socket.bind(options.address, options.ports.get(0));
        } catch (KernelException refused) {
            throw fail("", refused);
        }
        report("Bound", options.address, options.ports.get(0));
        if (options.keep) {
            relay(new DatagramRelay(process, options, socket, false, null, () -> end(0)));
        } else {
            socket.setListener(() -> firstDatagram(socket));
        }
    }

    private void firstDatagram(UdpSocket socket) {
        try {
            Datagram datagram = socket.receive();
            if (datagram != null) {
                Ipv4Address peer = datagram.packet().source();
                int port = ((UdpDatagram) datagram.packet().payload()).sourcePort();
                socket.connect(peer, port);
                report("Connection received", peer, port);
                relay(new DatagramRelay(process, options, socket, true, datagram, () -> end(0)));
            }
        } catch (KernelException refused) {
            process.err("nc: connect: " + refused.errno().words() + "\n");
            end(1);
        }
    }
}
