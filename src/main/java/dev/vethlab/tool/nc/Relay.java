package dev.vethlab.tool.nc;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.tool.Process;
import dev.vethlab.wire.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Copies standard input to a socket and what the socket receives to standard output ({@code readwrite}). */
abstract class Relay {

    /** What is read at a time ({@code BUFSIZE}). */
    static final int CHUNK = 16_384;

    /** What passes between reading a chunk and the next. */
    private static final long CHUNK_NS = 30_000;

    /** What passes between the start and the first read of standard input. */
    private static final long FIRST_NS = 500_000;

    final Process process;
    final NcOptions options;
    private final Runnable onEnd;
    private Bytes input;
    private boolean inputOver;
    private boolean over;
    private int received;
    private @Nullable Timer idle;
    private @Nullable Timer next;
    private @Nullable Timer quit;

    /**
     * @param onEnd what is done when it is over
     */
    Relay(Process process, NcOptions options, Runnable onEnd) {
        this.process = process;
        this.options = options;
        this.onEnd = onEnd;
        String text = options.detached ? "" : process.input();
        String sent = options.carriageReturns ? text.replaceAll("(?<!\r)\n", "\r\n") : text;
        this.input = Bytes.of(sent.getBytes(StandardCharsets.UTF_8));
    }

    abstract void send(Bytes data) throws KernelException;

    /** Takes what has come in; null where nothing waits. */
    abstract @Nullable Bytes receive() throws KernelException;

    abstract boolean isAtEnd();

    abstract void finishSending();

    abstract void closeSocket();

    private Machine machine() {
        return process.kernel().machine();
    }

    void begin() {
        touch();
        if (!options.detached) {
            next = machine().schedule(FIRST_NS, this::copyInput);
        }
        changed();
    }

    /** Starts the time anew after which a connection on which nothing happens is given up. */
    private void touch() {
        stop(idle);
        if (options.timeoutSeconds >= 0) {
            idle = machine().schedule(options.timeoutSeconds * NcActivity.NS_A_SECOND, this::end);
        }
    }

    private static void stop(@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void copyInput() {
        if (over) {
            return;
        }
        if (input.length() == 0) {
            inputOver = true;
            if (options.shutdown) {
                finishSending();
            }
            if (options.quitSeconds >= 0) {
                quit = machine().schedule(options.quitSeconds * NcActivity.NS_A_SECOND, this::end);
            }
            endWhenDone();
            return;
        }
        Bytes chunk = input.first(CHUNK);
        input = input.from(chunk.length());
        try {
            send(chunk);
            touch();
            next = machine().schedule(CHUNK_NS, this::copyInput);
        } catch (KernelException refused) {
            end();
        }
    }

    /** The socket has something to tell. */
    final void changed() {
        if (over) {
            return;
        }
        try {
            Bytes data;
            while ((data = receive()) != null) {
                process.out(new String(data.encode(), StandardCharsets.UTF_8));
                touch();
                received++;
                if (options.receiveLimit > 0 && received >= options.receiveLimit) {
                    end();
                    return;
                }
            }
        } catch (KernelException refused) {
            end();
            return;
        }
        endWhenDone();
    }

    private void endWhenDone() {
        if (isAtEnd() && (options.listen || inputOver || options.detached)) {
            end();
        }
    }

    private void end() {
        if (!over) {
            close();
            onEnd.run();
        }
    }

    final void close() {
        over = true;
        stop(idle);
        stop(next);
        stop(quit);
        closeSocket();
    }
}
