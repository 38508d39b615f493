package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.SkbOwner;
import dev.vethlab.kernel.device.Truesize;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;

/**
 * The memory that a socket's packets take while they wait to be sent ({@code sk_wmem_alloc}), against the send buffer. A packet's
 * first piece waits until there is room, as long as SO_SNDTIMEO lets it; a piece more is refused at twice the buffer.
 */
final class SendMemory implements SkbOwner {

    private static final int LEAST = 4608;

    private final InetSocket socket;
    private int limit;
    private int charged;
    private long timeoutNs = Long.MAX_VALUE;
    private long interruptedAtNs = Long.MAX_VALUE;
    private boolean waiting;
    private boolean roomCameFirst;

    SendMemory(InetSocket socket, int limit) {
        this.socket = socket;
        this.limit = limit;
    }

    /** {@code SO_SNDBUF}, which is doubled. */
    void setBuffer(int bytes) {
        limit = Math.max(2 * bytes, LEAST);
    }

    /** How long a send may wait for room. */
    void setTimeout(long ns) {
        timeoutNs = ns;
    }

    /** When a signal ends whatever wait there is. */
    void setInterruption(long atNs) {
        interruptedAtNs = atNs;
    }

    /** The bytes in packets that have not been sent yet. */
    int charged() {
        return charged;
    }

    @Override
    public void charge(int bytes) {
        charged += bytes;
    }

    @Override
    public void release(int bytes) {
        charged -= bytes;
        roomCameFirst |= waiting && hasRoom() && !socket.queues.hasPending();
    }

    /** Whether a sender that waits is woken ({@code sock_def_write_space}). */
    private boolean hasRoom() {
        return 2 * charged <= limit;
    }

    /**
     * Asks for the memory of a packet ({@code __ip_append_data}).
     *
     * @param length of the whole packet
     * @param headerLength of its IP header
     * @param mtu at which it is cut into pieces
     * @throws KernelException ENOBUFS, and for the first piece of a waiting socket as {@link #await} says
     */
    void ask(int length, int headerLength, int mtu) throws KernelException {
        int longest = length <= mtu ? length : (mtu - headerLength & ~7) + headerLength;
        int asked = 0;
        boolean first = true;
        for (int left = length - headerLength; first || left > 0; left -= longest - headerLength) {
            int piece = Math.min(left + headerLength, longest);
            if (first && socket.waitsForMemory()) {
                await();
            } else if (charged + asked >= 2 * limit) {
                throw new KernelException(Errno.ENOBUFS);
            }
            asked += Truesize.of(piece);
            first = false;
        }
    }

    /**
     * Waits until the buffer is not full ({@code sock_alloc_send_pskb}).
     *
     * @throws KernelException a pending error; EAGAIN when the time is up, EINTR after a signal
     */
    private void await() throws KernelException {
        socket.queues.throwPending();
        if (charged < limit) {
            return;
        }
        Machine machine = socket.machine();
        long until = Jiffies.givesUpNs(machine, timeoutNs);
        waiting = true;
        roomCameFirst = false;
        boolean room =
                machine.runUntil(Math.min(until, interruptedAtNs), () -> hasRoom() || socket.queues.hasPending());
        waiting = false;
        if (!isQuick(machine)) {
            socket.queues.throwPending();
        }
        if (!room) {
            throw new KernelException(until < interruptedAtNs ? Errno.EAGAIN : Errno.EINTR);
        }
    }

    /**
     * Room may come by the same event that brings an error a moment later: packets that cannot be delivered are freed, and their
     * sender is told. Whether a sender on another processor goes on before it hears of that is a race.
     */
    private boolean isQuick(Machine machine) {
        return roomCameFirst && socket.queues.hasPending() && machine.random().nextBoolean();
    }
}
