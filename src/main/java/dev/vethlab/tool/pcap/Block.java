package dev.vethlab.tool.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A block of a pcapng file under construction: type, length, fixed fields, options, and the length once more. */
final class Block {

    private static final int LONGEST_OPTION = 0xffff;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream(160);

    Block(int type) {
        put32(type).put32(0);
    }

    Block put16(int value) {
        content.write(value);
        content.write(value >> 8);
        return this;
    }

    Block put32(int value) {
        return put16(value).put16(value >> 16);
    }

    Block put64(long value) {
        return put32((int) value).put32((int) (value >> 32));
    }

    /** Bytes, and zeros up to the next multiple of four. */
    Block putPadded(byte[] bytes) {
        content.write(bytes, 0, bytes.length);
        for (int i = bytes.length; (i & 3) != 0; i++) {
            content.write(0);
        }
        return this;
    }

    Block option(int code, byte[] value) {
        return put16(code).put16(value.length).putPadded(value);
    }

    Block octet(int code, int value) {
        return option(code, new byte[] {(byte) value});
    }

    Block number(int code, int value) {
        return put16(code).put16(4).put32(value);
    }

    /** An option of text, cut at a character where it is too long for an option. */
    Block text(int code, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, LONGEST_OPTION);
        while (length < bytes.length && (bytes[length] & 0xc0) == 0x80) {
            length--;
        }
        return option(code, Arrays.copyOf(bytes, length));
    }

    Block endOfOptions() {
        return put32(0);
    }

    byte[] bytes() {
        int length = content.size() + 4;
        put32(length);
        byte[] bytes = content.toByteArray();
        for (int i = 0; i < 4; i++) {
            bytes[4 + i] = (byte) (length >> 8 * i);
        }
        return bytes;
    }
}
