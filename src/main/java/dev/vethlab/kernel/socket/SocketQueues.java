package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a socket: packets, errors with their story, and the one pending error number. Packets and errors share
 * the receive buffer.
 */
final class SocketQueues {

    private static final int SKB_STRUCT = 256;
    private static final int SHARED_INFO = 320;
    private static final int HEADROOM = 48;

    private final ArrayDeque<Datagram> packets = new ArrayDeque<>();
    private final ArrayDeque<SocketError> errors = new ArrayDeque<>();
    private int receiveBuffer;
    private int held;
    private @Nullable Errno pending;

    SocketQueues(int receiveBuffer) {
        this.receiveBuffer = receiveBuffer;
    }

    /** What a packet of so many bytes weighs in a buffer ({@code skb->truesize}). */
    static int trueSize(int length) {
        int data = Math.max(512, length + HEADROOM + SHARED_INFO);
        return SKB_STRUCT + (Integer.highestOneBit(data - 1) << 1);
    }

    void setReceiveBuffer(int bytes) {
        receiveBuffer = bytes;
    }

    int receiveBuffer() {
        return receiveBuffer;
    }

    /** Whether nothing more fits ({@code sock_queue_rcv_skb}). */
    boolean isFull() {
        return held >= receiveBuffer;
    }

    /** What the packets that wait take of the buffer ({@code sk_rmem_alloc}). */
    int waitingBytes() {
        return held;
    }

    boolean hasPacket() {
        return !packets.isEmpty();
    }

    /** What {@code poll} calls POLLERR. */
    boolean hasError() {
        return pending != null || !errors.isEmpty();
    }

    boolean hasPending() {
        return pending != null;
    }

    void add(Datagram datagram) {
        held += trueSize(datagram.packet().length());
        packets.add(datagram);
    }

    @Nullable
    Datagram poll() {
        Datagram datagram = packets.poll();
        if (datagram != null) {
            held -= trueSize(datagram.packet().length());
        }
        return datagram;
    }

    /** Adds to the error queue where it fits ({@code sock_queue_err_skb}). */
    void addError(SocketError error) {
        int size = trueSize(error.data().length());
        if (held + size < receiveBuffer) {
            held += size;
            errors.add(error);
        }
    }

    /** Takes the oldest error; the next one, if it came by ICMP, becomes pending ({@code sock_dequeue_err_skb}). */
    @Nullable
    SocketError pollError() {
        SocketError error = errors.poll();
        if (error == null) {
            return null;
        }
        held -= trueSize(error.data().length());
        SocketError next = errors.peek();
        boolean icmpIsNext = next != null && next.origin() == SocketError.Origin.ICMP;
        if (icmpIsNext) {
            pending = next.errno();
        } else if (error.origin() == SocketError.Origin.ICMP) {
            pending = null;
        }
        return error;
    }

    void setPending(Errno errno) {
        pending = errno;
    }

    /**
     * Reports the pending error once ({@code sock_error}).
     *
     * @throws KernelException the pending error
     */
    void throwPending() throws KernelException {
        Errno errno = pending;
        if (errno != null) {
            pending = null;
            throw new KernelException(errno);
        }
    }

    void clear() {
        packets.clear();
        errors.clear();
        held = 0;
        pending = null;
    }
}
