package dev.vethlab.wire;

import java.util.Arrays;

/** An immutable run of bytes: a payload that is not looked into. */
public final class Bytes implements Payload {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** The bytes of an array that the caller will not write to any more. */
    public static Bytes of(byte... array) {
        return new Bytes(array, 0, array.length);
    }

    /** The part of these bytes from {@code from} (inclusive) to {@code to} (exclusive), sharing the storage. */
    public Bytes slice(int from, int to) {
        if (from < 0 || to < from || to > length) {
            throw new IndexOutOfBoundsException(from + ".." + to + " of " + length);
        }
        return new Bytes(array, offset + from, to - from);
    }

    /** The bytes from {@code from} on, sharing the storage. */
    public Bytes from(int from) {
        return slice(from, length);
    }

    /** At most the first {@code limit} bytes, sharing the storage. */
    public Bytes first(int limit) {
        return limit >= length ? this : slice(0, limit);
    }

    /** The byte at {@code index} as 0 to 255. */
    public int at(int index) {
        return array[offset + index] & 0xff;
    }

    /** Two bytes at {@code index}, big-endian. */
    public int u16(int index) {
        return at(index) << 8 | at(index + 1);
    }

    /** Four bytes at {@code index}, big-endian. */
    public int i32(int index) {
        return u16(index) << 16 | u16(index + 2);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void encode(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[offset + i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Bytes[" + length + "]";
    }
}
