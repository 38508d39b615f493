package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.List;

/** What a connection makes of a segment ({@code tcp_rcv_state_process}, {@code tcp_rcv_established}). */
final class TcpInput {

    private static final long NEVER = Long.MIN_VALUE / 2;
    private static final String FUNCTION = "tcp_rcv_state_process";

    private final TcpSocket socket;
    private final TcpSending sending;
    private final TcpReceiving receiving;
    private final TcpAcknowledgments acknowledgments;
    private long lastAnswerNs = NEVER;

    TcpInput(TcpSocket socket) {
        this.socket = socket;
        this.sending = socket.sending;
        this.receiving = socket.receiving;
        this.acknowledgments = new TcpAcknowledgments(socket);
    }

    private static boolean has(TcpSegment segment, int flag) {
        return (segment.flags() & flag) != 0;
    }

    void receive(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        switch (socket.state) {
            case CLOSE ->
                Drops.drop(skb, DropReason.TCP_CLOSE, FUNCTION, "the connection is closed already", List.of());
            case LISTEN ->
                Drops.drop(skb, DropReason.TCP_FLAGS, FUNCTION, "it is no request for a connection", List.of());
            case SYN_SENT -> receiveWhenConnecting(skb, packet, segment);
            default -> receiveInConnection(skb, packet, segment);
        }
    }

    /** {@code tcp_rcv_synsent_state_process}. */
    private void receiveWhenConnecting(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        TcpOptions options = TcpOptions.parse(segment.options());
        boolean acknowledges = has(segment, TcpSegment.ACK);
        int acknowledged = segment.acknowledgment();
        if (acknowledges && (acknowledged - sending.unacknowledged <= 0 || acknowledged - sending.next > 0)) {
            if (!has(segment, TcpSegment.RST)) {
                socket.sockets.tcpTable().reset(skb, packet, segment);
            }
            Drops.drop(
                    skb,
                    DropReason.TCP_INVALID_ACK_SEQUENCE,
                    FUNCTION,
                    "it acknowledges what was never sent",
                    List.of());
        } else if (has(segment, TcpSegment.RST)) {
            if (acknowledges) {
                socket.fail(Errno.ECONNREFUSED);
            }
            Drops.drop(skb, DropReason.TCP_RESET, FUNCTION, "the other side refuses the connection", List.of());
        } else if (has(segment, TcpSegment.SYN)) {
            takeSyn(segment, options);
            if (acknowledges) {
                connectionStands(segment);
            } else {
                socket.state = TcpState.SYN_RECV;
                socket.repetition.repeatFirst();
            }
        } else {
            Drops.drop(
                    skb,
                    DropReason.TCP_FLAGS,
                    FUNCTION,
                    "it neither asks for a connection nor answers the request for one",
                    List.of());
        }
    }

    private void takeSyn(TcpSegment segment, TcpOptions options) {
        socket.timestamps &= options.timestamped();
        socket.selectiveAcknowledgments &= options.sackPermitted();
        socket.windowScaling &= options.windowScale() >= 0;
        socket.congestionNotification &= (segment.flags() & (TcpOutput.ECE | TcpOutput.CWR)) == TcpOutput.ECE;
        sending.scale = socket.windowScaling ? options.windowScale() : 0;
        sending.peerMss = options.mss() == 0 ? 536 : options.mss();
        sending.window = segment.window();
        sending.largestWindow = segment.window();
        sending.windowSegment = segment.sequence();
        receiving.initial = segment.sequence();
        receiving.next = segment.sequence() + 1;
        receiving.toldAt = receiving.next;
        receiving.recentStamp = options.value();
        receiving.start(socket.windowScaling);
    }

    private void connectionStands(TcpSegment segment) {
        socket.state = TcpState.ESTABLISHED;
        acknowledgments.take(segment, TcpOptions.parse(segment.options()));
        resize();
        socket.sockets.tcpMetrics().take(socket);
        socket.timers.rearm();
        socket.delay.hurry(2, receiving);
        socket.output.acknowledge();
        socket.wake();
    }

    private void resize() {
        try {
            socket.output.syncMss(socket.sockets.fib().output(socket.output.flow()));
        } catch (dev.vethlab.kernel.errno.KernelException unreachable) {
            // The route is gone for now; the segment size stays as it is.
            return;
        }
        receiving.mss = Math.min(Math.min(sending.mss, receiving.advertisedMss), 536);
    }

    /** Makes this the socket of a connection that another side has asked for ({@code tcp_create_openreq_child}). */
    void establish(TcpSegment segment, TcpOptions options) {
        socket.state = TcpState.ESTABLISHED;
        sending.window = segment.window() << sending.scale;
        sending.largestWindow = sending.window;
        sending.windowSegment = segment.sequence();
        sending.unacknowledged = segment.acknowledgment();
        receiving.recentStamp = options.timestamped() ? options.value() : receiving.recentStamp;
        resize();
        socket.sockets.tcpMetrics().take(socket);
        finish(segment);
    }

    private void receiveInConnection(Skb skb, Ipv4Packet packet, TcpSegment segment) {
        TcpOptions options = TcpOptions.parse(segment.options());
        if (!isValid(skb, segment, options)) {
            return;
        }
        if (!has(segment, TcpSegment.ACK)) {
            Drops.drop(skb, DropReason.TCP_FLAGS, FUNCTION, "it acknowledges nothing", List.of());
            return;
        }
        if (segment.acknowledgment() - sending.next > 0) {
            challenge();
            Drops.drop(
                    skb, DropReason.TCP_ACK_UNSENT_DATA, "tcp_ack", "it acknowledges what was not sent yet", List.of());
            return;
        }
        if (options.timestamped() && segment.sequence() - receiving.toldAt <= 0) {
            receiving.recentStamp = options.value();
        }
        acknowledgments.take(segment, options);
        if (!afterAcknowledgment(has(segment, TcpSegment.FIN))) {
            return;
        }
        if (isToAbandoned(segment)) {
            socket.sockets.tcpTable().reset(skb, packet, segment);
            socket.done();
            Drops.drop(
                    skb, DropReason.TCP_ABORT_ON_DATA, FUNCTION, "it has data for a program that is gone", List.of());
            return;
        }
        finish(segment);
    }

    private void finish(TcpSegment segment) {
        takeData(segment);
        if (socket.state != TcpState.CLOSE && socket.state != TcpState.TIME_WAIT) {
            socket.output.push();
            acknowledgeWhenDue();
        }
    }

    /** Data for a program that has closed its socket. */
    private boolean isToAbandoned(TcpSegment segment) {
        boolean waitsForEnd = socket.state == TcpState.FIN_WAIT1 || socket.state == TcpState.FIN_WAIT2;
        int end = segment.sequence() + segment.payload().length();
        return waitsForEnd && !socket.reads && segment.payload().length() > 0 && end - receiving.next > 0;
    }

    /** {@code tcp_validate_incoming}. */
    private boolean isValid(Skb skb, TcpSegment segment, TcpOptions options) {
        boolean reset = has(segment, TcpSegment.RST);
        if (options.timestamped() && socket.timestamps && options.value() - receiving.recentStamp < 0 && !reset) {
            acknowledgeRarely(segment);
            Drops.drop(
                    skb,
                    DropReason.TCP_RFC7323_PAWS,
                    "tcp_validate_incoming",
                    "its timestamp is older than the last one",
                    List.of());
            return false;
        }
        int start = segment.sequence();
        int end = start + length(segment);
        int windowEnd = receiving.next + receiving.told();
        if (end - receiving.toldAt < 0 || start - windowEnd > 0) {
            if (!reset) {
                acknowledgeRarely(segment);
            }
            boolean old = end - receiving.toldAt < 0;
            Drops.drop(
                    skb,
                    old ? DropReason.TCP_OLD_SEQUENCE : DropReason.TCP_INVALID_SEQUENCE,
                    "tcp_validate_incoming",
                    old ? "all of it was received before" : "it lies outside of the receive window",
                    List.of());
            return false;
        }
        if (reset) {
            if (start == receiving.next) {
                resetByPeer();
            } else {
                challenge();
            }
            Drops.drop(
                    skb,
                    DropReason.TCP_RESET,
                    "tcp_validate_incoming",
                    "the other side resets the connection",
                    List.of());
            return false;
        }
        if (has(segment, TcpSegment.SYN)) {
            challenge();
            Drops.drop(
                    skb,
                    DropReason.TCP_INVALID_SYN,
                    "tcp_validate_incoming",
                    "the connection that it asks for stands already",
                    List.of());
            return false;
        }
        return true;
    }

    static int length(TcpSegment segment) {
        return segment.payload().length()
                + (has(segment, TcpSegment.SYN) ? 1 : 0)
                + (has(segment, TcpSegment.FIN) ? 1 : 0);
    }

    /** {@code tcp_reset}. */
    private void resetByPeer() {
        switch (socket.state) {
            case CLOSE_WAIT -> socket.fail(Errno.EPIPE);
            case CLOSE -> {}
            default -> socket.fail(Errno.ECONNRESET);
        }
    }

    private void challenge() {
        socket.output.acknowledge();
    }

    /** Answers what does not fit, but not every time ({@code tcp_oow_rate_limited}). */
    private void acknowledgeRarely(TcpSegment segment) {
        long now = socket.machine().nowNs();
        long pause = socket.sockets.sysctls().get(NetIpv4.TCP_INVALID_RATELIMIT) * 1_000_000L;
        boolean bare = segment.payload().length() == 0 && !has(segment, TcpSegment.SYN);
        if (bare && now - lastAnswerNs < pause) {
            return;
        }
        lastAnswerNs = bare ? now : lastAnswerNs;
        int end = segment.sequence() + length(segment);
        boolean duplicate = length(segment) > 0 && segment.sequence() - receiving.next < 0;
        int until = end - receiving.next > 0 ? receiving.next : end;
        socket.output.acknowledgeDuplicate(duplicate ? segment.sequence() : 0, duplicate ? until : 0);
    }

    /** Moves on when our end of the stream has arrived; false where the connection is over. */
    private boolean afterAcknowledgment(boolean theirEnd) {
        boolean all = sending.unacknowledged == sending.written;
        switch (socket.state) {
            case SYN_RECV -> {
                socket.state = TcpState.ESTABLISHED;
                resize();
                socket.sockets.tcpMetrics().take(socket);
                socket.wake();
            }
            case FIN_WAIT1 -> {
                if (all) {
                    socket.state = TcpState.FIN_WAIT2;
                    if (socket.abandoned && !theirEnd) {
                        socket.timers.waitForTheirEnd();
                    }
                }
            }
            case CLOSING -> {
                if (all) {
                    socket.sockets.tcpTable().timeWait(socket, TcpState.TIME_WAIT, TcpTimeWait.DURATION_NS);
                    return false;
                }
            }
            case LAST_ACK -> {
                if (all) {
                    socket.sockets.tcpMetrics().update(socket);
                    socket.done();
                    return false;
                }
            }
            default -> {}
        }
        return true;
    }

    /** {@code tcp_data_queue}. */
    private void takeData(TcpSegment segment) {
        if (length(segment) == 0 || !socket.state.receives()) {
            return;
        }
        Bytes data = segment.payload() instanceof Bytes bytes
                ? bytes
                : Bytes.of(segment.payload().encode());
        boolean fin = has(segment, TcpSegment.FIN);
        int ahead = segment.sequence() - receiving.next;
        int beyond = segment.sequence() + length(segment) - receiving.next;
        if (ahead > 0) {
            receiving.queue.addAhead(segment.sequence(), data, fin);
            socket.delay.hurry(16, receiving);
            socket.output.acknowledge();
            return;
        }
        if (beyond <= 0) {
            socket.delay.hurryAnew(receiving);
            socket.output.acknowledgeDuplicate(segment.sequence(), segment.sequence() + length(segment));
            return;
        }
        boolean hadGap = receiving.queue.hasGap();
        receiving.measured(data.length());
        receiving.queue.add(data.from(Math.min(data.length(), -ahead)));
        receiving.next += Math.max(0, data.length() + ahead);
        int reached = receiving.queue.advance(receiving.next);
        if (hadGap) {
            receiving.next = reached;
            socket.delay.hurry(16, receiving);
        }
        boolean endCameBefore = receiving.queue.endReached();
        if (data.length() > 0) {
            socket.delay.received(Jiffies.now(socket.machine()), data.length(), receiving, socket.roundTrip.timeout);
        }
        if (fin || endCameBefore) {
            end(endCameBefore ? 0 : 1);
        }
        socket.wake();
    }

    /** The other side has ended its stream ({@code tcp_fin}). */
    private void end(int length) {
        receiving.next += length;
        receiving.ended = true;
        socket.delay.owed = true;
        switch (socket.state) {
            case ESTABLISHED, SYN_RECV -> {
                socket.state = TcpState.CLOSE_WAIT;
                socket.delay.setInteractive();
            }
            case FIN_WAIT1 -> {
                socket.output.acknowledge();
                socket.state = TcpState.CLOSING;
            }
            case FIN_WAIT2 -> {
                socket.output.acknowledge();
                socket.sockets.tcpTable().timeWait(socket, TcpState.TIME_WAIT, TcpTimeWait.DURATION_NS);
            }
            default -> {}
        }
    }

    /** {@code __tcp_ack_snd_check}. */
    private void acknowledgeWhenDue() {
        TcpDelay delay = socket.delay;
        if (!delay.owed || socket.state == TcpState.CLOSE) {
            return;
        }
        boolean much = receiving.next - receiving.toldAt > receiving.mss && receiving.space() >= receiving.told();
        if (much || delay.isQuick() || receiving.queue.hasGap()) {
            socket.output.acknowledge();
        } else {
            socket.timers.delayAcknowledgment();
        }
    }

    /** {@code tcp_v4_err}. */
    void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted, int sequence) {
        if (sequence - sending.unacknowledged < 0 || sequence - sending.next > 0) {
            return;
        }
        boolean tooLong =
                error.type() == IcmpMessage.DESTINATION_UNREACHABLE && error.code() == IcmpMessage.FRAGMENTATION_NEEDED;
        if (tooLong || error.type() == IcmpMessage.REDIRECT) {
            int before = sending.mss;
            socket.sockets.learn(skb, socket, carrier, error, quoted);
            if (tooLong) {
                resize();
                if (sending.mss < before && socket.state != TcpState.SYN_SENT) {
                    socket.repetition.repeatFirst();
                    socket.output.push();
                }
            }
            return;
        }
        IcmpErrno meaning = IcmpErrno.of(error, PathMtuDiscovery.DONT).orElse(null);
        if (meaning == null) {
            return;
        }
        if (socket.state == TcpState.SYN_SENT || socket.state == TcpState.SYN_RECV) {
            socket.fail(meaning.errno());
        } else {
            socket.softError = meaning.errno();
        }
    }
}
