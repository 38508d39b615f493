package dev.vethlab.web.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;

/**
 * JSON in UTF-8 as it is written, for values of which an answer has hundreds: names and punctuation are copied as bytes that were made
 * once, and what was written before can be copied again. What is written is what Jackson writes.
 */
final class JsonBytes {

    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_ESCAPE = 6;
    private static final byte[] HEX = fragment("0123456789ABCDEF");

    private byte[] bytes;
    private int length;

    /**
     * @param capacity how many bytes there will be, as far as one knows
     */
    JsonBytes(int capacity) {
        this.bytes = new byte[capacity];
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
        if (number == Long.MIN_VALUE) {
            return raw(fragment(Long.toString(number)));
        }
        if (number < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(number);
        int end = length + digits(rest);
        length = end;
        do {
            bytes[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        return this;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes two hexadecimal digits, in lower case. */
    JsonBytes hex(int octet) {
        makeRoom(2);
        bytes[length++] = (byte) Character.forDigit(octet >> 4, 16);
        bytes[length++] = (byte) Character.forDigit(octet & 15, 16);
        return this;
    }

    /** Writes a text in quotes. */
    JsonBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        makeRoom(2 + LONGEST_ESCAPE * utf8.length);
        bytes[length++] = '"';
        int start = length;
        System.arraycopy(utf8, 0, bytes, start, utf8.length);
        length += utf8.length;
        for (int i = 0; i < utf8.length; i++) {
            if (isEscaped(utf8[i])) {
                length = start + i;
                escape(utf8, i);
                break;
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void escape(byte[] utf8, int from) {
        for (int i = from; i < utf8.length; i++) {
            if (isEscaped(utf8[i])) {
                escape(utf8[i]);
            } else {
                bytes[length++] = utf8[i];
            }
        }
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

    /** Hands over what was written as one value. */
    void writeTo(JsonGenerator generator) {
        generator.writeRawValue(new WrittenJson(Arrays.copyOf(bytes, length)));
    }
}
