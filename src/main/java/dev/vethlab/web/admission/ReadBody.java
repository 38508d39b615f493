package dev.vethlab.web.admission;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body has arrived. */
final class ReadBody extends HttpServletRequestWrapper {

    /** A body that is no longer is free: there are not more of them than connections. */
    private static final int PART = 8_192;

    private final byte[] body;

    private ReadBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    /** Is asked for each part of a body that is held, and may refuse it by throwing a problem. */
    @FunctionalInterface
    interface Holding {

        /** So many bytes more are held. */
        void take(int bytes);
    }

    /** Reads the body of a request, if it has one. */
    static HttpServletRequest of(HttpServletRequest request, Holding holding) throws IOException {
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        return request.getContentLengthLong() > 0 || chunked
                ? new ReadBody(request, read(request.getInputStream(), holding))
                : request;
    }

    private static byte[] read(InputStream stream, Holding holding) throws IOException {
        byte[] first = stream.readNBytes(PART);
        if (first.length < PART) {
            return first;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(2 * PART);
        for (byte[] part = first; part.length > 0; part = stream.readNBytes(PART)) {
            if (all.size() > 0) {
                holding.take(part.length);
            }
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Bytes(body);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body has been read");
        }
    }
}
