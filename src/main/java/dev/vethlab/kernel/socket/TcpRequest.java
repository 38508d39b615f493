package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.List;

/** A connection that another side has asked for and not yet confirmed ({@code struct tcp_request_sock}). */
final class TcpRequest implements TcpEndpoint {

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final TcpSocket listener;
    private final TcpListening listening;
    private final Sockets sockets;
    private final Machine machine;
    private final TcpTable.Connection connection;
    private final TcpReceiving receiving;
    private final TcpOptions asked;
    private final int theirStart;
    private final int ourStart;
    private final int stampOffset;
    private final int tos;
    private final int mark;
    private final boolean timestamps;
    private final boolean selective;
    private final boolean scales;
    private final boolean notifies;
    private Timer timer;
    private int timeouts;
    private int recentStamp;
    private long lastRepeatNs = NEVER;

    TcpRequest(
            TcpSocket listener, TcpListening listening, Skb skb, Ipv4Packet packet, TcpSegment segment, Route route) {
        this.listener = listener;
        this.listening = listening;
        this.sockets = listener.sockets;
        this.machine = sockets.net().machine();
        this.connection = new TcpTable.Connection(
                packet.destination().bits(),
                segment.destinationPort(),
                packet.source().bits(),
                segment.sourcePort());
        NetSysctls settings = sockets.sysctls();
        this.asked = TcpOptions.parse(segment.options());
        this.timestamps = asked.timestamped() && settings.isSet(NetIpv4.TCP_TIMESTAMPS);
        this.selective = asked.sackPermitted() && settings.isSet(NetIpv4.TCP_SACK);
        this.scales = asked.windowScale() >= 0 && settings.isSet(NetIpv4.TCP_WINDOW_SCALING);
        int asks = TcpOutput.ECE | TcpOutput.CWR;
        this.notifies = (segment.flags() & asks) == asks && settings.isSet(NetIpv4.TCP_ECN);
        this.theirStart = segment.sequence();
        this.ourStart = machine.random().nextInt();
        this.stampOffset = machine.random().nextInt();
        this.recentStamp = asked.value();
        this.tos = settings.isSet(NetIpv4.TCP_REFLECT_TOS) ? packet.tos() & 0xfc : listener.tos;
        this.mark = settings.isSet(NetIpv4.TCP_FWMARK_ACCEPT) && skb.mark != 0 ? skb.mark : listener.mark;
        this.receiving = new TcpReceiving(settings);
        receiving.advertisedMss = TcpOutput.advertisedMss(route, settings);
        receiving.selectInitial(receiving.advertisedMss - (timestamps ? TcpOutput.STAMP_LENGTH : 0), scales);
        this.timer = schedule();
    }

    TcpTable.Connection connection() {
        return connection;
    }

    private Timer schedule() {
        long timeout = Math.min(
                (long) TcpRoundTrip.INITIAL_TIMEOUT << timeouts,
                Jiffies.ofMilliseconds(sockets.sysctls().get(NetIpv4.TCP_RTO_MAX_MS)));
        return Jiffies.at(machine, Jiffies.now(machine) + timeout, this::expired);
    }

    /** {@code reqsk_timer_handler}. */
    private void expired() {
        if (timeouts >= sockets.sysctls().get(NetIpv4.TCP_SYNACK_RETRIES)) {
            drop();
            return;
        }
        timeouts++;
        answer();
        timer = schedule();
    }

    /** Sends the SYN that also acknowledges ({@code tcp_v4_send_synack}). */
    void answer() {
        long stampNs = machine.nowNs();
        TcpOptions options = new TcpOptions(
                receiving.advertisedMss,
                scales ? receiving.scale : -1,
                selective,
                timestamps,
                TcpOutput.stamp(stampNs, stampOffset),
                recentStamp,
                new int[0]);
        int flags = TcpSegment.SYN | TcpSegment.ACK | (notifies ? TcpOutput.ECE : 0);
        new TcpReply(sockets, device(), mark)
                .send(segment(ourStart, theirStart + 1, flags, receiving.window, options.encodeSyn()), tos);
    }

    private int device() {
        return listener.boundDevice;
    }

    private TcpSegment segment(int sequence, int acknowledgment, int flags, int window, Bytes options) {
        return new TcpSegment(
                connection.localAddress(),
                connection.remoteAddress(),
                connection.localPort(),
                connection.remotePort(),
                sequence,
                acknowledgment,
                flags,
                window,
                0,
                options,
                Bytes.EMPTY);
    }

    void drop() {
        timer.cancel();
        listening.remove(this);
        sockets.tcpTable().remove(connection, this);
    }

    /** {@code tcp_check_req}. */
    @Override
    public void receive(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        boolean syn = segment.has(TcpSegment.SYN);
        boolean reset = segment.has(TcpSegment.RST);
        boolean acknowledges = segment.has(TcpSegment.ACK);
        TcpOptions options = TcpOptions.parse(segment.options());
        if (segment.sequence() == theirStart && syn && !reset && !acknowledges) {
            repeat(skb);
            return;
        }
        if (acknowledges && segment.acknowledgment() != ourStart + 1) {
            if (!reset) {
                sockets.tcpTable().reset(skb, packet, segment);
            }
            Drops.drop(
                    skb,
                    DropReason.TCP_INVALID_ACK_SEQUENCE,
                    "tcp_check_req",
                    "it acknowledges what was never sent",
                    List.of());
            return;
        }
        int offset = segment.sequence() - (theirStart + 1);
        if (offset < 0 || offset > receiving.window) {
            if (!reset) {
                acknowledgeOutside();
            }
            Drops.drop(
                    skb,
                    DropReason.TCP_INVALID_SEQUENCE,
                    "tcp_check_req",
                    "it lies outside of the receive window",
                    List.of());
        } else if (reset || syn) {
            drop();
            Drops.drop(skb, DropReason.TCP_RESET, "tcp_check_req", "the other side gives its request up", List.of());
        } else if (acknowledges) {
            accept(skb, packet, segment, options);
        } else {
            Drops.drop(skb, DropReason.TCP_FLAGS, "tcp_check_req", "it does not acknowledge the answer", List.of());
        }
    }

    /** The other side has repeated its request: so do we, if not too often. */
    private void repeat(Skb skb) {
        long now = machine.nowNs();
        long pause = sockets.sysctls().get(NetIpv4.TCP_INVALID_RATELIMIT) * 1_000_000L;
        if (now - lastRepeatNs >= pause) {
            lastRepeatNs = now;
            answer();
            timer.cancel();
            timer = schedule();
        }
        Drops.ignore(skb, "tcp_check_req", "it repeats a request that is being answered", List.of());
    }

    private void acknowledgeOutside() {
        TcpOptions options = new TcpOptions(
                0, -1, false, timestamps, TcpOutput.stamp(machine.nowNs(), stampOffset), recentStamp, new int[0]);
        new TcpReply(sockets, device(), mark)
                .send(
                        segment(
                                ourStart + 1,
                                theirStart + 1,
                                TcpSegment.ACK,
                                receiving.window >> receiving.scale,
                                options.encode()),
                        tos);
    }

    /** The connection stands ({@code tcp_v4_syn_recv_sock}). */
    private void accept(Skb skb, Ipv4Packet packet, TcpSegment segment, TcpOptions options) {
        if (listening.isFull()) {
            if (sockets.sysctls().isSet(NetIpv4.TCP_ABORT_ON_OVERFLOW)) {
                sockets.tcpTable().reset(skb, packet, segment);
                drop();
            }
            Drops.drop(
                    skb,
                    DropReason.TCP_LISTEN_OVERFLOW,
                    "tcp_check_req",
                    "the program has not accepted the connections before it, and no more of them may wait",
                    List.of());
            return;
        }
        drop();
        TcpSocket child = child();
        sockets.tcpTable().add(connection, child);
        child.input.establish(segment, options);
        listening.add(child);
        SocketTrace.given(skb, segment.destinationPort());
    }

    private TcpSocket child() {
        TcpSocket child = new TcpSocket(sockets);
        child.source = connection.localAddress();
        child.receiveSource = child.source;
        child.sourcePort = connection.localPort();
        child.destination = connection.remoteAddress();
        child.destinationPort = connection.remotePort();
        child.connected = true;
        child.boundDevice = listener.boundDevice;
        child.mark = mark;
        child.tos = tos;
        child.ttl = listener.ttl;
        child.discovery = listener.discovery;
        child.noDelay = listener.noDelay;
        child.timestamps = timestamps;
        child.selectiveAcknowledgments = selective;
        child.windowScaling = scales;
        child.congestionNotification = notifies;
        child.stampOffset = stampOffset;
        child.identification = machine.random().nextInt(0x10000);
        child.sending.start(ourStart);
        child.sending.written = ourStart + 1;
        child.sending.next = ourStart + 1;
        child.sending.scale = scales ? asked.windowScale() : 0;
        child.sending.peerMss = asked.mss() == 0 ? 536 : asked.mss();
        TcpReceiving into = child.receiving;
        into.advertisedMss = receiving.advertisedMss;
        into.window = receiving.window;
        into.threshold = receiving.threshold;
        into.scale = receiving.scale;
        into.initial = theirStart;
        into.next = theirStart + 1;
        into.toldAt = theirStart + 1;
        into.recentStamp = recentStamp;
        into.start(scales);
        return child;
    }

    /** {@code tcp_req_err}. */
    @Override
    public void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted, int sequence) {
        boolean fatal = error.type() == IcmpMessage.DESTINATION_UNREACHABLE && error.code() <= 1;
        if (sequence == ourStart && fatal) {
            drop();
        }
    }

    @Override
    public int boundDevice() {
        return listener.boundDevice;
    }

    @Override
    public SocketInfo info() {
        return new SocketInfo(
                Ipv4Packet.TCP,
                TcpState.SYN_RECV,
                connection.localAddress(),
                connection.localPort(),
                connection.remoteAddress(),
                connection.remotePort(),
                listener.boundDevice,
                0,
                0,
                1,
                Math.max(0, timer.atNs() - machine.nowNs()),
                timeouts);
    }

    /** Finds the way to who asks; empty-handed where there is none ({@code inet_csk_route_req}). */
    static Route route(TcpSocket listener, Ipv4Packet packet, TcpSegment segment) throws KernelException {
        return listener.sockets
                .fib()
                .output(new dev.vethlab.kernel.route.Flow(
                        listener.boundDevice,
                        0,
                        listener.mark,
                        listener.tos,
                        Ipv4Packet.TCP,
                        packet.destination(),
                        packet.source(),
                        segment.destinationPort(),
                        segment.sourcePort(),
                        false));
    }
}
