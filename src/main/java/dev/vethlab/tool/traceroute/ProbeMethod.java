package dev.vethlab.tool.traceroute;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.InetSocket;
import dev.vethlab.kernel.socket.PathMtuDiscovery;
import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.wire.Payload;
import org.jspecify.annotations.Nullable;

/** A way to probe ({@code tr_module}). */
abstract class ProbeMethod {

    final TraceOptions options;

    ProbeMethod(TraceOptions options) {
        this.options = options;
    }

    /** How much of a packet is header of the method itself, beside the IP header. */
    abstract int headerLength();

    /** Prepares; the length of the data may be corrected. */
    abstract int start(int dataLength) throws Quit;

    /** Sends a probe; its time stays open where there was no room. */
    abstract void send(Probe probe, int ttl, int dataLength) throws Quit;

    /** Whether something has come. */
    abstract boolean hasEvent();

    /** Takes what has come, one thing a socket. */
    abstract void poll(Receiver receiver) throws Quit;

    abstract void close();

    /** Who takes answers. */
    interface Receiver {

        void answered(Probe probe, Datagram datagram) throws Quit;

        /**
         * @param probe null for one that is not known
         */
        void failed(@Nullable Probe probe, SocketError error) throws Quit;
    }

    /** Sets what all sockets have in common ({@code tune_socket}). */
    final void tune(InetSocket socket) throws Quit {
        if (options.mark != 0) {
            socket.setMark((int) options.mark);
        }
        byte[] ipOptions = options.ipOptions();
        if (ipOptions.length > 0) {
            attempt("setsockopt IP_OPTIONS", () -> socket.setOptions(ipOptions, true));
        }
        String device = options.device;
        if (device != null) {
            attempt("setsockopt SO_BINDTODEVICE", () -> socket.bindToDevice(device));
        }
        attempt("bind", () -> socket.bind(options.source, (int) options.sourcePort & 0xffff));
        socket.setPathMtuDiscovery(options.dontFragment ? PathMtuDiscovery.PROBE : PathMtuDiscovery.DONT);
        if (options.tos != 0) {
            socket.setTos((int) options.tos);
        }
        if (options.dontRoute) {
            socket.setDontRoute();
        }
    }

    /** Something that the kernel may refuse. */
    interface Attempt {

        void run() throws KernelException;
    }

    static void attempt(String call, Attempt attempt) throws Quit {
        try {
            attempt.run();
        } catch (KernelException refusal) {
            throw Quit.failed(call, refusal);
        }
    }

    /** Sends; false where it may be tried again later ({@code do_send}). */
    final boolean transmit(InetSocket socket, int port, Payload payload) throws Quit {
        try {
            socket.sendTo(options.destination, port, payload);
            return true;
        } catch (KernelException refusal) {
            if (refusal.errno() == Errno.ENOBUFS || refusal.errno() == Errno.EAGAIN) {
                return false;
            }
            if (refusal.errno() == Errno.EMSGSIZE || refusal.errno() == Errno.EHOSTUNREACH) {
                return true;
            }
            throw Quit.failed("send", refusal);
        }
    }

    /** What probes are filled with. */
    static byte[] pattern(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (0x40 + (i & 0x3f));
        }
        return data;
    }
}
