package dev.vethlab.web.packet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.SerializableString;

/** A value that is JSON already, as Jackson takes it: to be copied as it is, which is what Jackson calls unquoted. */
final class WrittenJson implements SerializableString {

    private static final int NO_ROOM = -1;

    private final byte[] utf8;

    /**
     * @param utf8 not written to any more by the caller
     */
    WrittenJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    @Override
    public String getValue() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return utf8;
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        if (utf8.length > buffer.length - offset) {
            return NO_ROOM;
        }
        System.arraycopy(utf8, 0, buffer, offset, utf8.length);
        return utf8.length;
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        String text = getValue();
        if (text.length() > buffer.length - offset) {
            return NO_ROOM;
        }
        text.getChars(0, text.length(), buffer, offset);
        return text.length();
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(utf8);
        return utf8.length;
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (utf8.length > buffer.remaining()) {
            return NO_ROOM;
        }
        buffer.put(utf8);
        return utf8.length;
    }

    @Override
    public char[] asQuotedChars() {
        throw notText();
    }

    @Override
    public byte[] asQuotedUTF8() {
        throw notText();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        throw notText();
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        throw notText();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) {
        throw notText();
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
        throw notText();
    }

    private static UnsupportedOperationException notText() {
        return new UnsupportedOperationException("a value is no text to be quoted");
    }
}
