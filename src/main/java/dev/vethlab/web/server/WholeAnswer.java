package dev.vethlab.web.server;

import dev.vethlab.web.buffer.SpareBuffers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;

/** An answer that is held back until it is finished, or until it is so long that it is sent as it is written. */
final class WholeAnswer extends OutputStream implements HttpOutputMessage {

    private static final int FIRST_SIZE = 1 << 13;

    /** A longer answer is sent in parts. */
    private static final int LONGEST = 1 << 18;

    private final HttpOutputMessage output;
    private final SpareBuffers buffers;
    private byte[] bytes;
    private int length;
    private boolean inParts;

    WholeAnswer(HttpOutputMessage output, SpareBuffers buffers) {
        this.output = output;
        this.buffers = buffers;
        this.bytes = buffers.take(FIRST_SIZE);
    }

    @Override
    public HttpHeaders getHeaders() {
        return output.getHeaders();
    }

    @Override
    public OutputStream getBody() {
        return this;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] more, int offset, int count) throws IOException {
        if (count > LONGEST - length) {
            inParts = true;
            send();
        }
        if (count > LONGEST) {
            output.getBody().write(more, offset, count);
            return;
        }
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(more, offset, bytes, length, count);
        length += count;
    }

    /** What is held back is not to be sent because somebody has come to the end of a value. */
    @Override
    public void flush() {}

    private void send() throws IOException {
        output.getBody().write(bytes, 0, length);
        length = 0;
    }

    /** Sends what is held back, with its length where that is all. */
    void finish() throws IOException {
        if (!inParts) {
            output.getHeaders().setContentLength(length);
        }
        send();
        output.getBody().flush();
    }

    /** Gives the memory back; nothing more is written. */
    void release() {
        buffers.give(bytes);
    }
}
