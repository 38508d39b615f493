package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.List;

/** What a connection makes of a segment ({@code tcp_rcv_state_process}, {@code tcp_rcv_established}). */
final class TcpInput {

    private static final String FUNCTION = "tcp_rcv_state_process";

    private final TcpSocket socket;
    private final TcpSending sending;
    private final TcpReceiving receiving;
    private final TcpAcknowledgments acknowledgments;
    private final TcpValidation validation;

    TcpInput(TcpSocket socket) {
        this.socket = socket;
        this.sending = socket.sending;
        this.receiving = socket.receiving;
        this.acknowledgments = new TcpAcknowledgments(socket);
        this.validation = new TcpValidation(socket);
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
        boolean acknowledges = segment.has(TcpSegment.ACK);
        int acknowledged = segment.acknowledgment();
        if (acknowledges && (acknowledged - sending.unacknowledged <= 0 || acknowledged - sending.next > 0)) {
            if (!segment.has(TcpSegment.RST)) {
                socket.sockets.tcpTable().reset(skb, packet, segment);
            }
            Drops.drop(
                    skb,
                    DropReason.TCP_INVALID_ACK_SEQUENCE,
                    FUNCTION,
                    "it acknowledges what was never sent",
                    List.of());
        } else if (segment.has(TcpSegment.RST)) {
            if (acknowledges) {
                socket.fail(Errno.ECONNREFUSED);
            }
            Drops.drop(skb, DropReason.TCP_RESET, FUNCTION, "the other side refuses the connection", List.of());
        } else if (segment.has(TcpSegment.SYN)) {
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
        if (!validation.passes(skb, segment, options)) {
            return;
        }
        if (!segment.has(TcpSegment.ACK)) {
            Drops.drop(skb, DropReason.TCP_FLAGS, FUNCTION, "it acknowledges nothing", List.of());
            return;
        }
        if (segment.acknowledgment() - sending.next > 0) {
            socket.output.acknowledge();
            Drops.drop(
                    skb, DropReason.TCP_ACK_UNSENT_DATA, "tcp_ack", "it acknowledges what was not sent yet", List.of());
            return;
        }
        if (options.timestamped() && segment.sequence() - receiving.toldAt <= 0) {
            receiving.recentStamp = options.value();
        }
        acknowledgments.take(segment, options);
        if (!afterAcknowledgment(segment.has(TcpSegment.FIN))) {
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
        if (segment.sequenceLength() == 0 || !socket.state.receives()) {
            return;
        }
        Bytes data = segment.payload() instanceof Bytes bytes
                ? bytes
                : Bytes.of(segment.payload().encode());
        boolean fin = segment.has(TcpSegment.FIN);
        int ahead = segment.sequence() - receiving.next;
        int beyond = segment.sequence() + segment.sequenceLength() - receiving.next;
        if (ahead > 0) {
            receiving.queue.addAhead(segment.sequence(), data, fin);
            socket.delay.hurry(16, receiving);
            socket.output.acknowledge();
            return;
        }
        if (beyond <= 0) {
            socket.delay.hurryAnew(receiving);
            socket.output.acknowledgeDuplicate(segment.sequence(), segment.sequence() + segment.sequenceLength());
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
