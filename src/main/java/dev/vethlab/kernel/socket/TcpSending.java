package dev.vethlab.kernel.socket;

import dev.vethlab.wire.Bytes;
import java.util.ArrayDeque;

/** The sending half of a connection: its sequence numbers, what waits, what is on its way, and how much may be. */
final class TcpSending {

    private static final int INITIAL_WINDOW = 10;

    /** What has not been sent yet. */
    final ArrayDeque<TcpChunk> unsent = new ArrayDeque<>();

    /** What has been sent and is not acknowledged. */
    final ArrayDeque<TcpChunk> outstanding = new ArrayDeque<>();

    int initial;
    int unacknowledged;
    int next;
    int written;
    int window;
    int largestWindow;
    int windowSegment;
    int scale;
    int mss = 536;
    int peerMss = 536;
    int smallEnd;
    int congestionWindow = INITIAL_WINDOW;
    int slowStartEnd = Integer.MAX_VALUE;
    int grown;
    int duplicates;
    /** Up to where everything must be acknowledged before a loss is behind; where {@link #recovering}. */
    int recoveryEnd;

    boolean recovering;
    /** Whether a probe for a lost tail is on its way. */
    boolean probing;

    void start(int sequence) {
        initial = sequence;
        unacknowledged = sequence;
        next = sequence;
        written = sequence;
        smallEnd = sequence;
    }

    int windowEnd() {
        return unacknowledged + window;
    }

    int inFlight() {
        int count = 0;
        for (TcpChunk chunk : outstanding) {
            count += chunk.selectivelyAcknowledged ? 0 : chunk.segments(mss);
        }
        return count;
    }

    int segmentsOut() {
        int count = 0;
        for (TcpChunk chunk : outstanding) {
            count += chunk.segments(mss);
        }
        return count;
    }

    int unacknowledgedBytes() {
        return written - unacknowledged;
    }

    /** How many segments may go now ({@code tcp_cwnd_test}). */
    int quota() {
        int flying = inFlight();
        return flying >= congestionWindow ? 0 : Math.min(Math.max(congestionWindow >> 1, 1), congestionWindow - flying);
    }

    /** Puts bytes at the end of what waits, filling up the last packet first. */
    void append(Bytes data, int most) {
        int at = 0;
        while (at < data.length()) {
            TcpChunk last = unsent.peekLast();
            int room = last == null ? 0 : most - last.data.length();
            if (last == null || room <= 0) {
                last = new TcpChunk(written, Bytes.EMPTY, false);
                unsent.add(last);
                room = most;
            }
            int part = Math.min(room, data.length() - at);
            last.append(data.slice(at, at + part));
            written += part;
            at += part;
        }
        TcpChunk last = unsent.peekLast();
        if (last != null) {
            last.push = true;
        }
    }

    /** Whether a small segment must wait for the acknowledgement of another ({@code tcp_nagle_test}). */
    boolean mustWait(TcpChunk chunk) {
        boolean small = chunk.data.length() < mss;
        return small && !chunk.fin && holdsSmall();
    }

    /** Whether there is a small segment on its way ({@code tcp_minshall_check}). */
    boolean holdsSmall() {
        return !outstanding.isEmpty() && smallEnd - unacknowledged > 0 && smallEnd - next <= 0;
    }

    /** Lets the congestion window grow by what was acknowledged. */
    void grow(int segments) {
        if (congestionWindow < slowStartEnd) {
            congestionWindow += Math.min(segments, slowStartEnd - congestionWindow);
            return;
        }
        grown += segments;
        if (grown >= congestionWindow) {
            grown -= congestionWindow;
            congestionWindow++;
        }
    }

    void shrink(int to) {
        slowStartEnd = Math.max(congestionWindow / 2, 2);
        congestionWindow = to < 0 ? slowStartEnd : to;
        grown = 0;
        recovering = true;
        recoveryEnd = next;
    }

    void clear() {
        unsent.clear();
        outstanding.clear();
    }
}
