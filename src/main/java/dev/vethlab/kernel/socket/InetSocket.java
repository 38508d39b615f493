package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.SendingSocket;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An IPv4 socket ({@code struct inet_sock}): its addresses, its options, and what waits in it. */
public abstract class InetSocket implements SendingSocket {

    /** What passes between a packet's arrival and the program that waits for it. */
    private static final long WAKE_NS = 15_000;

    final Sockets sockets;
    final int protocol;
    final SocketQueues queues;
    Ipv4Address receiveSource = Ipv4Address.ANY;
    Ipv4Address source = Ipv4Address.ANY;
    Ipv4Address destination = Ipv4Address.ANY;
    int sourcePort;
    int destinationPort;
    boolean connected;
    int pathMtu;
    int boundDevice;
    int mark;
    int tos;
    int ttl = -1;
    int multicastTtl = 1;
    int multicastDevice;
    Ipv4Address multicastSource = Ipv4Address.ANY;
    boolean multicastLoop = true;
    boolean broadcast;
    boolean dontRoute;
    boolean receivesErrors;
    boolean freebind;
    PathMtuDiscovery discovery;
    final SendMemory memory;

    @Nullable
    SocketIpOptions options;

    private @Nullable Runnable listener;
    private boolean waking;

    InetSocket(Sockets sockets, int protocol) {
        this.sockets = sockets;
        this.protocol = protocol;
        this.queues = new SocketQueues(sockets.sysctls().get(NetIpv4.RMEM_DEFAULT));
        this.memory = new SendMemory(this, sockets.sysctls().get(NetIpv4.WMEM_DEFAULT));
        this.discovery =
                sockets.sysctls().isSet(NetIpv4.IP_NO_PMTU_DISC) ? PathMtuDiscovery.DONT : PathMtuDiscovery.WANT;
    }

    /**
     * Sends one packet ({@code sendto}).
     *
     * @param port the destination port, 0 where the protocol has none
     * @param data what the program hands over: for raw and ping sockets with the ICMP header
     * @throws KernelException as {@code sendto(2)} gives: a pending error, ENETUNREACH, EMSGSIZE, EACCES, ENOBUFS, EINVAL...
     */
    public abstract void sendTo(Ipv4Address to, int port, dev.vethlab.wire.Payload data) throws KernelException;

    /**
     * Has something done a little after anything has changed about the socket ({@code sk_data_ready} and its like), once for all
     * that changes at a time.
     *
     * @param newListener null for nothing
     */
    public void setListener(@Nullable Runnable newListener) {
        listener = newListener;
    }

    /** Tells the program, which the scheduler lets run a little later. */
    final void wake() {
        if (listener != null && !waking) {
            waking = true;
            sockets.net().machine().schedule(WAKE_NS, () -> {
                waking = false;
                Runnable current = listener;
                if (current != null) {
                    current.run();
                }
            });
        }
    }

    /** Takes the socket out of its tables and throws away what waits in it. */
    public void close() {
        queues.clear();
    }

    /**
     * Binds to an address of this host, and to a port or ICMP identifier where the protocol has such ({@code bind}).
     *
     * @throws KernelException EADDRNOTAVAIL, EADDRINUSE, EINVAL
     */
    public abstract void bind(Ipv4Address address, int port) throws KernelException;

    /**
     * Fixes the other end, and with it the source address ({@code __ip4_datagram_connect}).
     *
     * @throws KernelException what routing says, EACCES for a broadcast address
     */
    public void connect(Ipv4Address to, int port) throws KernelException {
        DatagramOutput.connect(this, to, port);
    }

    /**
     * Takes the oldest packet that waits ({@code recvmsg} with MSG_DONTWAIT); null where there is none.
     *
     * @throws KernelException the pending error, which comes before any packet
     */
    public @Nullable Datagram receive() throws KernelException {
        queues.throwPending();
        return queues.poll();
    }

    /** Takes the oldest error that waits ({@code recvmsg} with MSG_ERRQUEUE); null where there is none. */
    public @Nullable SocketError receiveError() {
        return queues.pollError();
    }

    /** Whether a packet waits ({@code POLLIN}). */
    public boolean isReadable() {
        return queues.hasPacket();
    }

    /** Whether an error waits ({@code POLLERR}). */
    public boolean hasError() {
        return queues.hasError();
    }

    /** Whether the next call on the socket fails with an error that came up by itself ({@code sk_err}). */
    public boolean hasPendingError() {
        return queues.hasPending();
    }

    /** The address that {@code getsockname} gives. */
    public Ipv4Address localAddress() {
        return source;
    }

    /** The port or ICMP identifier that {@code getsockname} gives. */
    public int localPort() {
        return sourcePort;
    }

    /**
     * {@code SO_BINDTODEVICE}.
     *
     * @throws KernelException ENODEV
     */
    public void bindToDevice(String name) throws KernelException {
        boundDevice = name.isEmpty() ? 0 : SocketBinding.deviceIndex(sockets, name);
    }

    /** {@code IP_MTU}: the path MTU at the time of {@link #connect}, in bytes; 0 before. */
    public int pathMtu() {
        return pathMtu;
    }

    /** {@code SO_MARK}. */
    public void setMark(int newMark) {
        mark = newMark;
    }

    /** {@code SO_BROADCAST}. */
    public void allowBroadcast() {
        broadcast = true;
    }

    /** {@code SO_DONTROUTE}. */
    public void setDontRoute() {
        dontRoute = true;
    }

    /** {@code SO_SNDBUF}, doubled as the kernel does. */
    public void setSendBuffer(int bytes) {
        memory.setBuffer(Math.min(bytes, sockets.sysctls().get(NetIpv4.WMEM_MAX)));
    }

    /**
     * {@code SO_SNDTIMEO}: how long sending may wait until there is room in the send buffer; EAGAIN then.
     *
     * @param ns 0 for a socket that does not wait ({@code O_NONBLOCK}), {@link Long#MAX_VALUE} for ever
     */
    public void setSendTimeout(long ns) {
        memory.setTimeout(ns);
    }

    /** Says when a signal will reach the program: sending does not wait beyond it, and fails with EINTR. */
    public void setInterruption(long atNs) {
        memory.setInterruption(atNs);
    }

    /** Whether a packet waits for room in the send buffer rather than being refused ({@code transhdrlen} of {@code ip_append_data}). */
    boolean waitsForMemory() {
        return true;
    }

    /** Whether a packet that a device refused counts as sent where the socket does not ask for errors. */
    boolean forgivesRefusal() {
        return false;
    }

    final Machine machine() {
        return sockets.net().machine();
    }

    /** {@code SO_RCVBUF}, doubled as the kernel does. */
    public void setReceiveBuffer(int bytes) {
        queues.setReceiveBuffer(Math.max(2 * Math.min(bytes, sockets.sysctls().get(NetIpv4.RMEM_MAX)), 2304));
    }

    /** {@code SO_RCVBUF} as the kernel has it. */
    public int receiveBuffer() {
        return queues.receiveBuffer();
    }

    /** {@code IP_TOS}. */
    public void setTos(int newTos) {
        tos = newTos & 0xff;
    }

    /**
     * {@code IP_TTL}; -1 for the default.
     *
     * @throws KernelException EINVAL for what is not 1 to 255
     */
    public void setTtl(int newTtl) throws KernelException {
        if (newTtl != -1 && (newTtl < 1 || newTtl > 255)) {
            throw new KernelException(Errno.EINVAL);
        }
        ttl = newTtl;
    }

    /**
     * {@code IP_MULTICAST_TTL}; -1 for 1.
     *
     * @throws KernelException EINVAL for what is not 0 to 255
     */
    public void setMulticastTtl(int newTtl) throws KernelException {
        int value = newTtl == -1 ? 1 : newTtl;
        if (value < 0 || value > 255) {
            throw new KernelException(Errno.EINVAL);
        }
        multicastTtl = value;
    }

    /**
     * {@code IP_MULTICAST_IF} with an interface's index.
     *
     * @throws KernelException EADDRNOTAVAIL for no such device, EINVAL where the socket is bound to another
     */
    public void setMulticastDevice(int index) throws KernelException {
        if (sockets.net().devices().byIndex(index).isEmpty()) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        if (boundDevice != 0 && boundDevice != index) {
            throw new KernelException(Errno.EINVAL);
        }
        multicastDevice = index;
    }

    /** {@code IP_MULTICAST_LOOP}. */
    public void setMulticastLoop(boolean loops) {
        multicastLoop = loops;
    }

    /** {@code IP_RECVERR}. */
    public void receiveErrors() {
        receivesErrors = true;
    }

    /** {@code IP_FREEBIND}. */
    public void setFreebind() {
        freebind = true;
    }

    /** {@code IP_MTU_DISCOVER}. */
    public void setPathMtuDiscovery(PathMtuDiscovery newDiscovery) {
        discovery = newDiscovery;
    }

    /**
     * {@code IP_OPTIONS}.
     *
     * @param privileged whether the program has CAP_NET_RAW at the moment, without which it may not set a source route
     * @throws KernelException EINVAL, EPERM
     */
    public void setOptions(byte[] newOptions, boolean privileged) throws KernelException {
        SocketIpOptions compiled = newOptions.length == 0 ? null : new SocketIpOptions(sockets.fib(), newOptions);
        if (compiled != null && !privileged && compiled.firstHop().isPresent()) {
            throw new KernelException(Errno.EPERM);
        }
        options = compiled;
    }

    @Override
    public boolean multicastLoop() {
        return multicastLoop;
    }

    @Override
    public void localError(Errno errno, Ipv4Address to, int port, int info) {
        if (receivesErrors) {
            queues.addError(SocketError.local(errno, to, port, info, machine().nowNs()));
        }
    }

    /** The flow of a packet that this socket sent, as an ICMP error quotes it ({@code __build_flow_key}). */
    final Flow flowOf(Ipv4Packet quoted) {
        return new Flow(boundDevice, 0, mark, tos, protocol, quoted.source(), quoted.destination(), 0, 0, false);
    }

    /** Whether an unbound socket hears what comes from VRFs ({@code raw_l3mdev_accept}, {@code udp_l3mdev_accept}). */
    boolean hearsVrfs() {
        return true;
    }

    /** Whether a packet between these addresses may be for this socket. */
    final boolean matches(Ipv4Address remote, Ipv4Address local) {
        return (!connected || destination.bits() == remote.bits())
                && (receiveSource.bits() == 0 || receiveSource.bits() == local.bits());
    }

    /** Queues a received packet; false where the receive buffer is full. */
    final boolean queue(Skb skb, Ipv4Packet packet) {
        if (queues.isFull()) {
            return false;
        }
        queues.add(new Datagram(packet, skb.dev.index(), skb.dev.machine().nowNs()));
        wake();
        return true;
    }

    /** What an ICMP error means to it; empty where it is none. */
    Optional<IcmpErrno> meaningOf(IcmpMessage error, PathMtuDiscovery pathMtu) {
        return IcmpErrno.of(error, pathMtu);
    }

    /** Notes an ICMP error ({@code ip_icmp_error} and the pending error). */
    final void icmpError(Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted, int port, Bytes data) {
        IcmpErrno meaning = meaningOf(error, discovery).orElse(null);
        if (meaning == null || !receivesErrors && !connected) {
            return;
        }
        if (receivesErrors) {
            long now = machine().nowNs();
            queues.addError(SocketError.icmp(meaning.errno(), error, carrier, quoted.destination(), port, data, now));
        }
        if (receivesErrors || meaning.fatal()) {
            queues.setPending(meaning.errno());
            wake();
        }
    }

    /** How a socket without a stream looks from outside. */
    final SocketInfo datagramInfo() {
        return new SocketInfo(
                protocol,
                connected ? TcpState.ESTABLISHED : TcpState.CLOSE,
                receiveSource,
                sourcePort,
                destination,
                destinationPort,
                boundDevice,
                queues.waitingBytes(),
                memory.charged(),
                0,
                0,
                0);
    }
}
