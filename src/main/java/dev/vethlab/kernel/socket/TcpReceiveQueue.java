package dev.vethlab.kernel.socket;

import dev.vethlab.wire.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What has been received: the stream that a program can read, and pieces that are ahead of it. */
final class TcpReceiveQueue {

    private record Piece(int sequence, Bytes data, boolean fin) {

        int end() {
            return sequence + data.length();
        }
    }

    private final ArrayDeque<Bytes> ready = new ArrayDeque<>();
    private final List<Piece> ahead = new ArrayList<>();
    private int readyBytes;
    private int newest;
    private boolean endReached;

    int readyBytes() {
        return readyBytes;
    }

    boolean hasGap() {
        return !ahead.isEmpty();
    }

    void add(Bytes data) {
        if (data.length() > 0) {
            ready.add(data);
            readyBytes += data.length();
        }
    }

    /** Keeps a piece that is ahead of the stream ({@code tcp_data_queue_ofo}). */
    void addAhead(int sequence, Bytes data, boolean fin) {
        int at = 0;
        while (at < ahead.size() && ahead.get(at).sequence - sequence < 0) {
            at++;
        }
        newest = sequence;
        boolean known = at < ahead.size()
                && ahead.get(at).sequence == sequence
                && ahead.get(at).end() - sequence >= data.length();
        if (!known) {
            ahead.add(at, new Piece(sequence, data, fin));
        }
    }

    /**
     * Moves what has become part of the stream ({@code tcp_ofo_queue}).
     *
     * @return how far the stream reaches now; one more than that where the end of the stream was among it
     */
    int advance(int next) {
        int reached = next;
        while (!ahead.isEmpty() && ahead.get(0).sequence - reached <= 0) {
            Piece piece = ahead.remove(0);
            if (piece.end() - reached > 0) {
                add(piece.data.from(reached - piece.sequence));
                reached = piece.end();
            }
            if (piece.fin && piece.end() == reached) {
                ahead.clear();
                endReached = true;
                return reached + 1;
            }
        }
        return reached;
    }

    /** Whether the end of the stream was among what became part of it. */
    boolean endReached() {
        return endReached;
    }

    /** The blocks ahead of the stream as pairs of edges, the one that changed last first. */
    int[] blocks() {
        List<int[]> blocks = new ArrayList<>();
        for (Piece piece : ahead) {
            int[] last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            if (last != null && piece.sequence - last[1] <= 0) {
                last[1] = piece.end() - last[1] > 0 ? piece.end() : last[1];
            } else {
                blocks.add(new int[] {piece.sequence, piece.end()});
            }
        }
        blocks.sort((one, other) -> Boolean.compare(isNewest(other), isNewest(one)));
        int[] edges = new int[blocks.size() * 2];
        for (int i = 0; i < blocks.size(); i++) {
            edges[2 * i] = blocks.get(i)[0];
            edges[2 * i + 1] = blocks.get(i)[1];
        }
        return edges;
    }

    private boolean isNewest(int[] block) {
        return newest - block[0] >= 0 && block[1] - newest > 0;
    }

    /** Takes at most so many bytes. */
    Bytes take(int most) {
        byte[] taken = new byte[Math.min(most, readyBytes)];
        int at = 0;
        while (at < taken.length) {
            Bytes first = ready.remove();
            int part = Math.min(first.length(), taken.length - at);
            first.first(part).encode(taken, at);
            at += part;
            if (part < first.length()) {
                ready.addFirst(first.from(part));
            }
        }
        readyBytes -= taken.length;
        return Bytes.of(taken);
    }

    void clear() {
        ready.clear();
        ahead.clear();
        readyBytes = 0;
    }
}
