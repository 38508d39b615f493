package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.List;

/** What is left of a connection that is over, for segments that come late ({@code net/ipv4/tcp_minisocks.c}). */
final class TcpTimeWait implements TcpEndpoint {

    /** {@code TCP_TIMEWAIT_LEN}. */
    static final long DURATION_NS = 60_000_000_000L;

    private final Sockets sockets;
    private final TcpTable.Connection connection;
    private final TcpReply reply;
    private final int boundDevice;
    private final int window;
    private final boolean timestamps;
    private final int stampOffset;
    private final int tos;
    private final int sendNext;
    private TcpState state;
    private int receiveNext;
    private int recentStamp;
    private Timer timer;
    private long sinceNs;
    private long untilNs;

    TcpTimeWait(TcpSocket socket, TcpState state, long durationNs) {
        this.sockets = socket.sockets;
        this.connection = TcpTable.Connection.of(socket);
        this.reply = new TcpReply(sockets, socket.boundDevice, socket.mark);
        this.boundDevice = socket.boundDevice;
        this.window = socket.receiving.window >> socket.receiving.scale;
        this.timestamps = socket.timestamps;
        this.stampOffset = socket.stampOffset;
        this.tos = socket.tos;
        this.sendNext = socket.sending.next;
        this.receiveNext = socket.receiving.next;
        this.recentStamp = socket.receiving.recentStamp;
        this.state = state;
        this.timer = schedule(durationNs);
    }

    private Timer schedule(long durationNs) {
        Machine machine = sockets.net().machine();
        sinceNs = machine.nowNs();
        untilNs = sinceNs + durationNs;
        return Jiffies.at(machine, Jiffies.now(machine) + durationNs / Jiffies.NS, this::end);
    }

    private void end() {
        timer.cancel();
        sockets.tcpTable().remove(connection, this);
    }

    /** Whether its ports may be used for another connection ({@code tcp_twsk_unique}). */
    boolean isReusable(boolean loopback) {
        int reuse = sockets.sysctls().get(NetIpv4.TCP_TW_REUSE);
        long delayNs = sockets.sysctls().get(NetIpv4.TCP_TW_REUSE_DELAY) * 1_000_000L;
        return timestamps
                && (reuse == 1 || reuse == 2 && loopback)
                && sockets.net().machine().nowNs() - sinceNs > delayNs;
    }

    /** {@code tcp_timewait_state_process}. */
    @Override
    public void receive(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        TcpOptions options = TcpOptions.parse(segment.options());
        boolean old = options.timestamped() && timestamps && options.value() - recentStamp < 0;
        boolean reset = segment.has(TcpSegment.RST);
        boolean syn = segment.has(TcpSegment.SYN);
        int end = segment.sequence() + segment.sequenceLength();
        if (state == TcpState.FIN_WAIT2) {
            receiveBeforeEnd(skb, packet, segment, options, old);
        } else if (!old && segment.sequence() == receiveNext && (segment.sequence() == end || reset)) {
            if (reset && !sockets.sysctls().isSet(NetIpv4.TCP_RFC1337)) {
                end();
            } else {
                restart();
            }
            dropLate(skb);
        } else if (syn && !reset && !segment.has(TcpSegment.ACK) && !old && isNew(segment, options)) {
            end();
            sockets.tcpTable().receive(skb, packet);
        } else {
            if (!reset) {
                acknowledge();
            }
            dropLate(skb);
        }
    }

    private static void dropLate(Skb skb) {
        Drops.drop(
                skb,
                DropReason.NOT_SPECIFIED,
                "tcp_timewait_state_process",
                "the connection is over: it is waited only for what may come late",
                List.of());
    }

    private boolean isNew(TcpSegment segment, TcpOptions options) {
        boolean later = options.timestamped() && options.value() - recentStamp > 0;
        return segment.sequence() - receiveNext > 0 || later;
    }

    private void receiveBeforeEnd(Skb skb, Ipv4Packet packet, TcpSegment segment, TcpOptions options, boolean old) {
        boolean fin = segment.has(TcpSegment.FIN);
        int end = segment.sequence() + segment.sequenceLength();
        if (old || end - receiveNext < 0) {
            acknowledge();
        } else if (segment.has(TcpSegment.RST)) {
            end();
        } else if (!fin && end - receiveNext > 0 || fin && end != receiveNext + 1) {
            end();
            sockets.tcpTable().reset(skb, packet, segment);
        } else if (fin) {
            state = TcpState.TIME_WAIT;
            receiveNext = end;
            recentStamp = options.timestamped() ? options.value() : recentStamp;
            restart();
            acknowledge();
            return;
        }
        Drops.drop(
                skb,
                DropReason.NOT_SPECIFIED,
                "tcp_timewait_state_process",
                "the program that had the connection is gone",
                List.of());
    }

    private void restart() {
        timer.cancel();
        timer = schedule(DURATION_NS);
    }

    private void acknowledge() {
        long now = sockets.net().machine().nowNs();
        Bytes options = !timestamps
                ? Bytes.EMPTY
                : new TcpOptions(0, -1, false, true, TcpOutput.stamp(now, stampOffset), recentStamp, new int[0])
                        .encode();
        reply.send(
                new TcpSegment(
                        connection.localAddress(),
                        connection.remoteAddress(),
                        connection.localPort(),
                        connection.remotePort(),
                        sendNext,
                        receiveNext,
                        TcpSegment.ACK,
                        window,
                        0,
                        options,
                        Bytes.EMPTY),
                tos);
    }

    @Override
    public void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted, int sequence) {
        // A connection that is over does not care.
    }

    @Override
    public int boundDevice() {
        return boundDevice;
    }

    @Override
    public SocketInfo info() {
        return new SocketInfo(
                Ipv4Packet.TCP,
                state,
                connection.localAddress(),
                connection.localPort(),
                connection.remoteAddress(),
                connection.remotePort(),
                boundDevice,
                0,
                0,
                3,
                Math.max(0, untilNs - sockets.net().machine().nowNs()),
                0);
    }
}
