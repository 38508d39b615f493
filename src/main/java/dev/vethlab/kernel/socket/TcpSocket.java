package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket ({@code net/ipv4/tcp.c}). Nothing here waits: a program asks to be told when something has changed
 * ({@link #onChange}) and looks again, or lets time pass until what it waits for has come about.
 */
public final class TcpSocket extends InetSocket implements TcpEndpoint {

    private record Waiting(Skb skb, Ipv4Packet packet, TcpSegment segment) {}

    private static final int MOST_TO_RECEIVE = 1 << 20;

    TcpState state = TcpState.CLOSE;
    final TcpSending sending = new TcpSending();
    final TcpReceiving receiving;
    final TcpRoundTrip roundTrip;
    final TcpDelay delay = new TcpDelay();
    final TcpOutput output;
    final TcpRepetition repetition;
    final TcpInput input;
    final TcpTimers timers;

    boolean timestamps;
    boolean selectiveAcknowledgments;
    boolean windowScaling;
    boolean congestionNotification;
    int stampOffset;
    boolean noDelay;
    boolean reuseAddress;
    boolean reusePort;
    boolean reads = true;
    boolean abandoned;
    int identification;

    @Nullable
    TcpListening listening;

    @Nullable
    Errno softError;

    private final ArrayDeque<Waiting> backlog = new ArrayDeque<>();
    private boolean owned;

    TcpSocket(Sockets sockets) {
        super(sockets, Ipv4Packet.TCP);
        this.receiving = new TcpReceiving(sockets.sysctls());
        this.roundTrip = new TcpRoundTrip(sockets.sysctls());
        this.output = new TcpOutput(this);
        this.repetition = new TcpRepetition(this, output);
        this.input = new TcpInput(this);
        this.timers = new TcpTimers(this);
        this.discovery = sockets.sysctls().isSet(dev.vethlab.kernel.sysctl.NetIpv4.IP_NO_PMTU_DISC)
                ? PathMtuDiscovery.DONT
                : PathMtuDiscovery.WANT;
    }

    /** {@code SO_REUSEADDR} and {@code SO_REUSEPORT}. */
    public void setReuse(boolean address, boolean port) {
        reuseAddress = address;
        reusePort = port;
    }

    /** {@code TCP_NODELAY}. */
    public void setNoDelay() {
        noDelay = true;
    }

    /** The state that {@code ss} shows. */
    public TcpState state() {
        return state;
    }

    @Override
    public void bind(Ipv4Address address, int port) throws KernelException {
        if (sourcePort != 0 || state != TcpState.CLOSE) {
            throw new KernelException(Errno.EINVAL);
        }
        SocketBinding.toAddress(this, address);
        try {
            sockets.tcpTable().ports().bind(this, port);
        } catch (KernelException taken) {
            receiveSource = Ipv4Address.ANY;
            source = Ipv4Address.ANY;
            throw taken;
        }
    }

    /**
     * Takes connections from now on ({@code listen}).
     *
     * @param most the most connections that wait to be accepted, less one; no more than {@code net.core.somaxconn}
     * @throws KernelException EADDRINUSE, EINVAL
     */
    public void listen(int most) throws KernelException {
        if (state != TcpState.CLOSE) {
            throw new KernelException(Errno.EINVAL);
        }
        sockets.tcpTable().ports().listen(this);
        int limit = sockets.sysctls().get(NetIpv4.SOMAXCONN);
        listening = new TcpListening(this, Integer.compareUnsigned(most, limit) > 0 ? limit : most);
        state = TcpState.LISTEN;
    }

    /** Takes the oldest connection that waits; null where there is none. */
    public @Nullable TcpSocket accept() {
        return listening == null ? null : listening.accept();
    }

    /** The port of the other end. */
    public int remotePort() {
        return destinationPort;
    }

    /** The address of the other end. */
    public Ipv4Address remoteAddress() {
        return destination;
    }

    /**
     * Begins to connect, as a socket does that does not block; whether it worked out, {@link #isConnecting} and
     * {@link #throwPending} tell.
     *
     * @throws KernelException what routing says; EADDRNOTAVAIL, EISCONN, EALREADY
     */
    @Override
    public void connect(Ipv4Address to, int port) throws KernelException {
        if (state != TcpState.CLOSE) {
            throw new KernelException(state == TcpState.SYN_SENT ? Errno.EALREADY : Errno.EISCONN);
        }
        Route first = sockets.fib().output(output.flow(to, port));
        if (first.type() == RouteType.MULTICAST || first.type() == RouteType.BROADCAST) {
            throw new KernelException(Errno.ENETUNREACH);
        }
        Ipv4Address mine = source.isAny() ? first.source() : source;
        Ipv4Address theirs = to.isAny() ? mine : to;
        if (receiveSource.isAny()) {
            receiveSource = mine;
        }
        source = mine;
        destination = theirs;
        destinationPort = port;
        try {
            sockets.tcpTable().ports().connect(this);
        } catch (KernelException none) {
            destination = Ipv4Address.ANY;
            destinationPort = 0;
            throw none;
        }
        connected = true;
        state = TcpState.SYN_SENT;
        lock();
        try {
            output.connect(sockets.fib().output(output.flow()));
        } finally {
            release();
        }
    }

    /** Whether the answer to {@link #connect} is still out. */
    public boolean isConnecting() {
        return state == TcpState.SYN_SENT || state == TcpState.SYN_RECV;
    }

    /** Whether the connection stands and can be written to. */
    public boolean isWritable() {
        return state.sends();
    }

    /**
     * Reports the error that came up by itself, once ({@code SO_ERROR}).
     *
     * @throws KernelException that error
     */
    public void throwPending() throws KernelException {
        queues.throwPending();
    }

    /**
     * Sends; the addresses are those of the connection.
     *
     * @throws KernelException a pending error, EPIPE, ENOTCONN
     */
    @Override
    public void sendTo(Ipv4Address to, int port, Payload data) throws KernelException {
        write(data instanceof Bytes bytes ? bytes : Bytes.of(data.encode()));
    }

    /**
     * Puts bytes into the stream; all of them are taken.
     *
     * @throws KernelException a pending error, EPIPE, ENOTCONN
     */
    public void write(Bytes data) throws KernelException {
        queues.throwPending();
        if (!state.sends()) {
            throw new KernelException(Errno.EPIPE);
        }
        lock();
        try {
            sending.append(data, output.largestPacket());
            output.push();
        } finally {
            release();
        }
    }

    @Override
    public boolean isReadable() {
        return listening != null ? listening.hasWaiting() : receiving.queue.readyBytes() > 0 || receiving.ended;
    }

    /** Whether everything that the other side will ever send has been read. */
    public boolean isAtEnd() {
        boolean over = receiving.ended || state == TcpState.CLOSE || !reads;
        return receiving.queue.readyBytes() == 0 && over;
    }

    /**
     * Reads at most so many bytes; none where none wait, at the end too.
     *
     * @throws KernelException a pending error, where nothing is left to read
     */
    public Bytes read(int most) throws KernelException {
        if (receiving.queue.readyBytes() == 0) {
            queues.throwPending();
            return Bytes.EMPTY;
        }
        lock();
        try {
            Bytes data = receiving.queue.take(Math.min(most, MOST_TO_RECEIVE));
            receiving.read(data.length(), machine().nowNs());
            output.afterReading(data.length());
            return data;
        } finally {
            release();
        }
    }

    /** Ends this side of the stream ({@code shutdown(SHUT_WR)}). */
    public void shutdownWrite() {
        if (state.sends() || state == TcpState.SYN_RECV) {
            lock();
            try {
                output.finish();
            } finally {
                release();
            }
        }
    }

    /** {@code tcp_close}: what has been written still goes out; what has not been read is answered by a reset. */
    @Override
    public void close() {
        if (abandoned) {
            return;
        }
        reads = false;
        setListener(null);
        TcpListening waiting = listening;
        if (waiting != null) {
            listening = null;
            state = TcpState.CLOSE;
            sockets.tcpTable().remove(this);
            waiting.stop();
        } else {
            lock();
            try {
                output.close();
                abandoned = true;
                if (state == TcpState.FIN_WAIT2) {
                    timers.waitForTheirEnd();
                } else if (state == TcpState.CLOSE) {
                    done();
                }
            } finally {
                release();
            }
        }
        abandoned = true;
        super.close();
    }

    /** Closes with a reset, whatever is underway ({@code SO_LINGER} of 0). */
    public void abort() {
        if (state.needsReset()) {
            output.reset();
        }
        done();
        close();
    }

    /** {@code sk_err} and {@code tcp_done}. */
    void fail(Errno errno) {
        queues.setPending(errno);
        sending.clear();
        done();
    }

    /** The connection is over ({@code tcp_done}). */
    void done() {
        timers.stop();
        sockets.tcpTable().remove(this);
        boolean was = state != TcpState.CLOSE;
        state = TcpState.CLOSE;
        if (was) {
            wake();
        }
    }

    private void lock() {
        owned = true;
    }

    /** Takes what has come in while the program was at work ({@code release_sock}). */
    private void release() {
        Waiting next;
        while ((next = backlog.poll()) != null) {
            take(next.skb, next.packet, next.segment);
        }
        owned = false;
    }

    @Override
    public void receive(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        if (owned) {
            backlog.add(new Waiting(skb, packet, segment));
        } else {
            take(skb, packet, segment);
        }
    }

    private void take(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        input.receive(skb, packet, segment);
        SocketTrace.given(skb, segment.destinationPort());
    }

    @Override
    public void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted, int sequence) {
        input.error(skb, carrier, error, quoted, sequence);
    }

    @Override
    public int boundDevice() {
        return boundDevice;
    }

    @Override
    public SocketInfo info() {
        TcpListening waiting = listening;
        int receive = waiting != null ? waiting.waiting() : receiving.queue.readyBytes() + (receiving.ended ? 1 : 0);
        int send = waiting != null ? waiting.most() : sending.unacknowledgedBytes();
        return new SocketInfo(
                protocol,
                state,
                receiveSource,
                sourcePort,
                destination,
                destinationPort,
                boundDevice,
                receive,
                send,
                timers.kind(),
                timers.leftNs(),
                timers.repeated());
    }
}
