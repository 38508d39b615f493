package dev.vethlab.tool.traceroute;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.socket.InetSocket;
import org.jspecify.annotations.Nullable;

/** One probe and what became of it. */
final class Probe {

    static final long NEVER = -1;

    /** What tells its answer from others: a port or a sequence number; 0 while it is not on the way. */
    int sequence;

    /** The socket of its own, where the method has one for each probe. */
    @Nullable
    InetSocket socket;

    long sentNs = NEVER;
    long receivedNs = NEVER;
    boolean done;

    /** Whether the answer came from where the trace ends. */
    boolean isFinal;

    @Nullable
    Ipv4Address answeredBy;

    int answerTtl;
    String note = "";

    /** How long the answer took, 0 without one. */
    long tookNs() {
        return receivedNs == NEVER ? 0 : receivedNs - sentNs;
    }

    /** Gives the answer of another probe to this one, which lacks one; the other may not be sent again. */
    void takeOver(Probe other) {
        sequence = other.sequence;
        sentNs = other.sentNs;
        receivedNs = other.receivedNs;
        done = other.done;
        isFinal = other.isFinal;
        answeredBy = other.answeredBy;
        answerTtl = other.answerTtl;
        note = other.note;
        other.clear();
        other.sentNs = 0;
    }

    void clear() {
        sequence = 0;
        sentNs = NEVER;
        receivedNs = NEVER;
        done = false;
        isFinal = false;
        answeredBy = null;
        answerTtl = 0;
        note = "";
    }

    /** Gives up its socket; no answer will be taken any more. */
    void finish() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
        sequence = 0;
        done = true;
    }
}
