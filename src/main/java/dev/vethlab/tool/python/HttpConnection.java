package dev.vethlab.tool.python;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.TcpSocket;
import dev.vethlab.tool.Process;
import dev.vethlab.wire.Bytes;
import java.nio.charset.StandardCharsets;

/** One request to the server, read and answered. */
final class HttpConnection {

    private static final int CHUNK = 65_536;
    private static final int LONGEST_REQUEST = 65_536;

    /** What the interpreter takes to parse a request and to answer it, to send the body after the head, and to close. */
    private static final long ANSWER_NS = 1_200_000;

    private static final long BODY_NS = 250_000;
    private static final long CLOSE_NS = 450_000;

    private final Process process;
    private final TcpSocket socket;
    private final StringBuilder request = new StringBuilder();
    private boolean answered;

    HttpConnection(Process process, TcpSocket socket) {
        this.process = process;
        this.socket = socket;
        socket.setListener(this::changed);
        changed();
    }

    private Machine machine() {
        return process.kernel().machine();
    }

    private void changed() {
        try {
            Bytes data;
            while ((data = socket.read(CHUNK)).length() > 0) {
                if (!answered) {
                    request.append(new String(data.encode(), StandardCharsets.ISO_8859_1));
                }
            }
        } catch (KernelException reset) {
            socket.close();
            return;
        }
        boolean complete = request.indexOf("\r\n\r\n") >= 0 || request.indexOf("\n\n") >= 0;
        boolean hopeless = socket.isAtEnd() || request.length() > LONGEST_REQUEST;
        if (!answered && (complete || hopeless && request.length() > 0)) {
            answered = true;
            machine().schedule(ANSWER_NS, this::answer);
        } else if (!answered && socket.isAtEnd()) {
            socket.close();
        }
    }

    private void answer() {
        String line = request.toString().split("\r?\n", 2)[0];
        String[] words = line.strip().split("\\s+", -1);
        long now = machine().realTimeNs();
        if (words.length < 2 || words.length > 3 || words.length == 3 && !words[2].startsWith("HTTP/")) {
            String message = words.length == 3
                    ? "Bad request version ('" + words[2] + "')"
                    : "Bad request syntax ('" + line + "')";
            send(line, HttpPages.error(400, message, now), false, true);
        } else if (!words[0].equals("GET") && !words[0].equals("HEAD")) {
            send(line, HttpPages.error(501, "Unsupported method ('" + words[0] + "')", now), true, true);
        } else {
            String path = words[1].replaceFirst("[?#].*", "");
            HttpPages.Page page =
                    path.equals("/") ? HttpPages.listing(now) : HttpPages.error(404, "File not found", now);
            send(line, page, true, words[0].equals("GET"));
        }
    }

    private void send(String line, HttpPages.Page page, boolean head, boolean body) {
        if (page.status() != 200) {
            log("code " + page.status() + ", message " + page.message());
        }
        log("\"" + line + "\" " + page.status() + " -");
        if (head) {
            write(page.head());
        }
        machine().schedule(BODY_NS, () -> {
            if (body) {
                write(page.body());
            }
            machine().schedule(CLOSE_NS, () -> {
                socket.shutdownWrite();
                socket.close();
            });
        });
    }

    private void log(String text) {
        process.err(
                socket.remoteAddress() + " - - [" + HttpPages.logDate(machine().realTimeNs()) + "] " + text + "\n");
    }

    private void write(String text) {
        try {
            socket.write(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
        } catch (KernelException gone) {
            // The traceback of a broken pipe says no more than that.
            process.err("BrokenPipeError: [Errno " + gone.errno().number() + "] "
                    + gone.errno().words() + "\n");
        }
    }

    void close() {
        socket.close();
    }
}
