package dev.vethlab.kernel.socket;

import dev.vethlab.wire.TcpSegment;

/** What an acknowledgement does to the sending half ({@code tcp_ack}). */
final class TcpAcknowledgments {

    private static final int DUPLICATES_BEFORE_LOSS = 3;

    private final TcpSocket socket;
    private final TcpSending sending;

    TcpAcknowledgments(TcpSocket socket) {
        this.socket = socket;
        this.sending = socket.sending;
    }

    void take(TcpSegment segment, TcpOptions options) {
        int acknowledged = segment.acknowledgment();
        boolean updates = updateWindow(segment);
        markSelective(options.sack());
        if (acknowledged - sending.unacknowledged > 0) {
            advance(acknowledged, options);
        } else if (acknowledged == sending.unacknowledged
                && !sending.outstanding.isEmpty()
                && segment.payload().length() == 0
                && !updates
                && (segment.flags() & (TcpSegment.SYN | TcpSegment.FIN)) == 0) {
            duplicate();
        }
        if (sending.window > 0 && !sending.unsent.isEmpty()) {
            socket.timers.windowOpened();
        }
    }

    /** {@code tcp_ack_update_window}. */
    private boolean updateWindow(TcpSegment segment) {
        boolean syn = segment.has(TcpSegment.SYN);
        int offered = segment.window() << (syn ? 0 : sending.scale);
        int newer = segment.sequence() - sending.windowSegment;
        boolean updates = segment.acknowledgment() - sending.unacknowledged > 0
                || newer > 0
                || newer == 0 && offered > sending.window;
        boolean changed = updates && offered != sending.window;
        if (updates) {
            sending.windowSegment = segment.sequence();
            sending.window = offered;
            sending.largestWindow = Math.max(sending.largestWindow, offered);
        }
        return changed;
    }

    /** {@code tcp_sacktag_write_queue}. */
    private void markSelective(int[] blocks) {
        for (int i = 0; i + 1 < blocks.length; i += 2) {
            for (TcpChunk chunk : sending.outstanding) {
                if (chunk.sequence - blocks[i] >= 0 && chunk.end() - blocks[i + 1] <= 0) {
                    chunk.selectivelyAcknowledged = true;
                }
            }
        }
    }

    private void advance(int acknowledged, TcpOptions options) {
        sending.unacknowledged = acknowledged;
        int segments = 0;
        long sentNs = -1;
        TcpChunk chunk;
        while ((chunk = sending.outstanding.peek()) != null && chunk.sequence - acknowledged < 0) {
            sending.outstanding.remove();
            if (chunk.end() - acknowledged > 0) {
                TcpChunk rest = chunk.cut(acknowledged - chunk.sequence);
                sending.outstanding.addFirst(rest);
            }
            segments += chunk.syn ? 0 : chunk.segments(sending.mss);
            if (!chunk.sentAgain) {
                sentNs = chunk.sentNs;
            }
        }
        measure(sentNs, acknowledged, options);
        sending.duplicates = 0;
        sending.probing = false;
        if (sending.recovering && acknowledged - sending.recoveryEnd >= 0) {
            sending.recovering = false;
        }
        sending.grow(segments);
        socket.timers.progressed();
        if (sending.recovering) {
            repeatLost(segments);
        } else {
            socket.timers.scheduleTailProbe();
        }
        socket.wake();
    }

    private void measure(long sentNs, int acknowledged, TcpOptions options) {
        long now = socket.machine().nowNs();
        if (sentNs >= 0) {
            socket.roundTrip.measured((now - sentNs) / 1000, acknowledged, sending.next);
        } else if (options.timestamped() && options.echo() != 0) {
            long milliseconds = socket.output.stamp() - options.echo();
            socket.roundTrip.measured(milliseconds * 1000, acknowledged, sending.next);
        }
    }

    /** After a loss everything that was on its way goes again, as fast as acknowledgements come in. */
    private void repeatLost(int segments) {
        TcpChunk first = sending.outstanding.peek();
        if (first != null && !first.selectivelyAcknowledged && segments > 0) {
            socket.repetition.repeatFirst();
        }
    }

    private void duplicate() {
        sending.duplicates++;
        if (!sending.recovering && sending.duplicates == DUPLICATES_BEFORE_LOSS) {
            sending.shrink(-1);
            socket.repetition.repeatFirst();
            socket.timers.rearm();
        }
    }
}
