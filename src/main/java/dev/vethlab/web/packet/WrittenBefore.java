package dev.vethlab.web.packet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where values stand that were written lately, so that their bytes can be copied when the same comes again. A value is found by a hash of
 * what is written of it; whether it is the same is for the writer to say.
 */
final class WrittenBefore<T> {

    private static final int PLACES = 32;

    private final JsonBytes out;
    private final int[] from = new int[PLACES];
    private final int[] to = new int[PLACES];
    private Object[] values = {};

    WrittenBefore(JsonBytes out) {
        this.out = out;
    }

    /** The value that was written last among those with this hash or one like it. */
    @SuppressWarnings("unchecked")
    @Nullable
    T at(int hash) {
        return values.length == 0 ? null : (T) values[place(hash)];
    }

    /** Writes again what was written of the value {@link #at} this hash. */
    void writeAgain(int hash) {
        out.again(from[place(hash)], to[place(hash)]);
    }

    /** Notes that a value stands between a place and the end. */
    void note(T value, int hash, int start) {
        if (values.length == 0) {
            values = Arrays.copyOf(values, PLACES);
        }
        values[place(hash)] = value;
        from[place(hash)] = start;
        to[place(hash)] = out.length();
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) & PLACES - 1;
    }
}
