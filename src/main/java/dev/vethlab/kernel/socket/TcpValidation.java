package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.TcpSegment;
import java.util.List;

/** Whether a segment fits the connection that it is for ({@code tcp_validate_incoming}). */
final class TcpValidation {

    private static final long NEVER = Long.MIN_VALUE / 2;
    private static final String FUNCTION = "tcp_validate_incoming";

    private final TcpSocket socket;
    private final TcpReceiving receiving;
    private long lastAnswerNs = NEVER;

    TcpValidation(TcpSocket socket) {
        this.socket = socket;
        this.receiving = socket.receiving;
    }

    /** Whether it goes on to be taken; what does not is answered where Linux answers it. */
    boolean passes(Skb skb, TcpSegment segment, TcpOptions options) {
        boolean reset = segment.has(TcpSegment.RST);
        if (options.timestamped() && socket.timestamps && options.value() - receiving.recentStamp < 0 && !reset) {
            acknowledgeRarely(segment);
            Drops.drop(
                    skb, DropReason.TCP_RFC7323_PAWS, FUNCTION, "its timestamp is older than the last one", List.of());
            return false;
        }
        int start = segment.sequence();
        int end = start + segment.sequenceLength();
        int windowEnd = receiving.next + receiving.told();
        if (end - receiving.toldAt < 0 || start - windowEnd > 0) {
            if (!reset) {
                acknowledgeRarely(segment);
            }
            boolean old = end - receiving.toldAt < 0;
            Drops.drop(
                    skb,
                    old ? DropReason.TCP_OLD_SEQUENCE : DropReason.TCP_INVALID_SEQUENCE,
                    FUNCTION,
                    old ? "all of it was received before" : "it lies outside of the receive window",
                    List.of());
            return false;
        }
        if (reset) {
            if (start == receiving.next) {
                resetByPeer();
            } else {
                socket.output.acknowledge();
            }
            Drops.drop(skb, DropReason.TCP_RESET, FUNCTION, "the other side resets the connection", List.of());
            return false;
        }
        if (segment.has(TcpSegment.SYN)) {
            socket.output.acknowledge();
            Drops.drop(
                    skb,
                    DropReason.TCP_INVALID_SYN,
                    FUNCTION,
                    "the connection that it asks for stands already",
                    List.of());
            return false;
        }
        return true;
    }

    /** {@code tcp_reset}. */
    private void resetByPeer() {
        switch (socket.state) {
            case CLOSE_WAIT -> socket.fail(Errno.EPIPE);
            case CLOSE -> {}
            default -> socket.fail(Errno.ECONNRESET);
        }
    }

    /** Answers what does not fit, but not every time ({@code tcp_oow_rate_limited}). */
    private void acknowledgeRarely(TcpSegment segment) {
        long now = socket.machine().nowNs();
        long pause = socket.sockets.sysctls().get(NetIpv4.TCP_INVALID_RATELIMIT) * 1_000_000L;
        boolean bare = segment.payload().length() == 0 && !segment.has(TcpSegment.SYN);
        if (bare && now - lastAnswerNs < pause) {
            return;
        }
        lastAnswerNs = bare ? now : lastAnswerNs;
        int end = segment.sequence() + segment.sequenceLength();
        boolean duplicate = segment.sequenceLength() > 0 && segment.sequence() - receiving.next < 0;
        int until = end - receiving.next > 0 ? receiving.next : end;
        socket.output.acknowledgeDuplicate(duplicate ? segment.sequence() : 0, duplicate ? until : 0);
    }
}
