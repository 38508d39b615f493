package dev.vethlab.web.buffer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A few arrays that are not in use. An answer of tens of kilobytes written into a new array each time costs the zeroing of the array
 * and memory that the processor's caches do not hold; the array that was used last is in them.
 */
public final class SpareBuffers {

    private static final int MOST = 16;
    private static final int LARGEST = 1 << 18;

    private final Deque<byte[]> spare = new ArrayDeque<>();

    /** An array of at least this length; what is in it does not matter to anybody. */
    public byte[] take(int least) {
        byte[] found = newest();
        return found == null || found.length < least ? new byte[least] : found;
    }

    private synchronized byte @Nullable [] newest() {
        return spare.pollFirst();
    }

    /** Takes an array back that nobody uses any more, unless it is too large to be kept. */
    public synchronized void give(byte[] buffer) {
        if (spare.size() < MOST && buffer.length <= LARGEST) {
            spare.addFirst(buffer);
        }
    }
}
