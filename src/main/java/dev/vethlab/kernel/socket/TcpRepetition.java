package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.TcpSegment;

/** What a connection sends again, or only to ask ({@code tcp_retransmit_skb}, {@code tcp_send_loss_probe}, {@code tcp_write_wakeup}). */
final class TcpRepetition {

    private final TcpSocket socket;
    private final TcpOutput output;

    TcpRepetition(TcpSocket socket, TcpOutput output) {
        this.socket = socket;
        this.output = output;
    }

    /** Sends the oldest segment again after a timeout ({@code tcp_enter_loss, tcp_retransmit_skb}). */
    void repeatAfterTimeout() {
        TcpSending sending = socket.sending;
        if (socket.state != TcpState.SYN_SENT) {
            sending.shrink(1);
            sending.probing = false;
        }
        repeatFirst();
    }

    /** Sends the oldest segment that has not arrived once more. */
    void repeatFirst() {
        TcpSending sending = socket.sending;
        TcpChunk chunk = sending.outstanding.peek();
        if (chunk == null || chunk.isStillHere()) {
            return;
        }
        try {
            output.syncMss(socket.sockets.fib().output(output.flow()));
        } catch (KernelException unreachable) {
            return;
        }
        if (chunk.data.length() > sending.mss) {
            sending.outstanding.remove();
            TcpChunk rest = chunk.cut(sending.mss);
            sending.outstanding.addFirst(rest);
            sending.outstanding.addFirst(chunk);
        }
        chunk.sentAgain = true;
        output.transmit(chunk);
    }

    /** Sends something new, or the newest segment again ({@code tcp_send_loss_probe}). */
    void probeTail() {
        TcpSending sending = socket.sending;
        TcpChunk waiting = sending.unsent.peek();
        if (waiting != null
                && waiting.sequence + Math.min(waiting.data.length(), sending.mss) - sending.windowEnd() <= 0) {
            sending.unsent.remove();
            if (waiting.data.length() > sending.mss) {
                sending.unsent.addFirst(waiting.cut(sending.mss));
            }
            output.sendFirst(waiting);
            return;
        }
        TcpChunk last = sending.outstanding.peekLast();
        if (last != null && !last.isStillHere()) {
            if (last.data.length() > sending.mss) {
                int keep = (last.data.length() - 1) / sending.mss * sending.mss;
                last = last.cut(keep);
                sending.outstanding.add(last);
            }
            last.sentAgain = true;
            output.transmit(last);
        }
    }

    /** Asks whether the window is still closed ({@code tcp_write_wakeup}). */
    void probeWindow() {
        TcpChunk waiting = socket.sending.unsent.peek();
        if (waiting != null && waiting.sequence - socket.sending.windowEnd() < 0) {
            output.push();
        } else {
            output.send(socket.sending.unacknowledged - 1, TcpSegment.ACK, Bytes.EMPTY);
        }
    }
}
