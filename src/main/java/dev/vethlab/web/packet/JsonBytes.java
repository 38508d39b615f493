package dev.vethlab.web.packet;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * JSON in UTF-8 as it is written, for values of which an answer has hundreds: names and punctuation are copied as bytes that were made
 * once, and what was written before can be copied again. What is written is what Jackson writes.
 */
final class JsonBytes {

    private static final int LONGEST_NUMBER = 20;
    private static final int MOST_DIGITS = 19;
    private static final int LONGEST_ESCAPE = 6;
    private static final int MUCH = 1 << 13;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One in each of eight bytes. */
    private static final long ONES = 0x0101_0101_0101_0101L;

    private static final long HIGHEST_BITS = ONES << 7;
    private static final byte[] HEX = fragment("0123456789ABCDEF");

    private byte[] bytes;
    private int length;

    /**
     * @param capacity how many bytes there will be, as far as one knows
     */
    JsonBytes(int capacity) {
        this(new byte[capacity]);
    }

    /**
     * @param buffer is written into, and left for a larger one where it is too small
     */
    JsonBytes(byte[] buffer) {
        this.bytes = buffer;
    }

    /** Where it is written in the end; to be used by others when this is not any more. */
    byte[] buffer() {
        return bytes;
    }

    /** The bytes of a text of ASCII, to be copied as they are. */
    static byte[] fragment(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many bytes there are so far. */
    int length() {
        return length;
    }

    JsonBytes raw(byte[] fragment) {
        makeRoom(fragment.length);
        System.arraycopy(fragment, 0, bytes, length, fragment.length);
        length += fragment.length;
        return this;
    }

    JsonBytes raw(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Writes again what is between two places. */
    JsonBytes again(int from, int to) {
        makeRoom(to - from);
        System.arraycopy(bytes, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    JsonBytes number(long number) {
        makeRoom(LONGEST_NUMBER);
        if (number >= 0 && number < 10) {
            bytes[length++] = (byte) ('0' + number);
            return this;
        }
        if (number == Long.MIN_VALUE) {
            return raw(fragment(Long.toString(number)));
        }
        if (number < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(number);
        int end = length + digits(rest);
        length = end;
        for (; rest > Integer.MAX_VALUE; rest /= 10) {
            bytes[--end] = (byte) ('0' + rest % 10);
        }
        int last = (int) rest;
        do {
            bytes[--end] = (byte) ('0' + last % 10);
            last /= 10;
        } while (last != 0);
        return this;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long power = 10; digits < MOST_DIGITS && number >= power; power *= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes a text in quotes. */
    JsonBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        makeRoom(2 + LONGEST_ESCAPE * utf8.length);
        bytes[length++] = '"';
        if (needsEscapes(utf8)) {
            for (byte octet : utf8) {
                if (isEscaped(octet)) {
                    escape(octet);
                } else {
                    bytes[length++] = octet;
                }
            }
        } else {
            System.arraycopy(utf8, 0, bytes, length, utf8.length);
            length += utf8.length;
        }
        bytes[length++] = '"';
        return this;
    }

    /** Looks at eight bytes at a time. */
    private static boolean needsEscapes(byte[] utf8) {
        int at = 0;
        for (; at <= utf8.length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONGS.get(utf8, at);
            long quotes = eight ^ ONES * '"';
            long backslashes = eight ^ ONES * '\\';
            long found = eight - ONES * ' ' & ~eight | quotes - ONES & ~quotes | backslashes - ONES & ~backslashes;
            if ((found & HIGHEST_BITS) != 0) {
                return true;
            }
        }
        for (; at < utf8.length; at++) {
            if (isEscaped(utf8[at])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEscaped(byte octet) {
        return octet >= 0 && octet < ' ' || octet == '"' || octet == '\\';
    }

    private void escape(byte octet) {
        bytes[length++] = '\\';
        switch (octet) {
            case '"', '\\' -> bytes[length++] = octet;
            case '\b' -> bytes[length++] = 'b';
            case '\t' -> bytes[length++] = 't';
            case '\n' -> bytes[length++] = 'n';
            case '\f' -> bytes[length++] = 'f';
            case '\r' -> bytes[length++] = 'r';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[octet >> 4];
                bytes[length++] = HEX[octet & 15];
            }
        }
    }

    private void makeRoom(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Hands over what was written as one value; much of it to the stream underneath, if there is one, since Jackson wants a copy. */
    void writeTo(JsonGenerator generator) {
        if (length > MUCH && generator.streamWriteOutputTarget() instanceof OutputStream stream) {
            generator.writeRawValue("");
            generator.flush();
            try {
                stream.write(bytes, 0, length);
            } catch (IOException failure) {
                throw JacksonIOException.construct(failure, generator);
            }
        } else {
            generator.writeRawValue(new WrittenJson(Arrays.copyOf(bytes, length)));
        }
    }
}
