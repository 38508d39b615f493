package dev.vethlab.web.event;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One client that listens. Whoever changes the lab only leaves the newest revision here; it is sent by another thread, and
 * a client that is slower than the lab gets fewer events, never old ones.
 */
final class Listener implements LongConsumer {

    private final SseEmitter emitter;
    private final Executor sending;
    private final AtomicLong newest;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private long sent;

    /**
     * @param known the revision that the client knows
     */
    Listener(SseEmitter emitter, Executor sending, long known) {
        this.emitter = emitter;
        this.sending = sending;
        this.newest = new AtomicLong(known);
        this.sent = known;
    }

    @Override
    public void accept(long revision) {
        newest.accumulateAndGet(revision, Math::max);
        submit(this::send);
    }

    /** Keeps the connection open, and finds out whether it still is. */
    void beat() {
        submit(() -> write(SseEmitter.event().comment("still here")));
    }

    /** Ends the stream: the service is going away, and the client asks another one. */
    void end() {
        emitter.complete();
    }

    private void submit(Runnable task) {
        if (waiting.compareAndSet(false, true)) {
            try {
                sending.execute(() -> {
                    waiting.set(false);
                    task.run();
                    send();
                });
            } catch (RejectedExecutionException closing) {
                emitter.complete();
            }
        }
    }

    private synchronized void send() {
        long revision = newest.get();
        if (revision > sent) {
            sent = revision;
            write(SseEmitter.event()
                    .id(String.valueOf(revision))
                    .name("revision")
                    .data(Map.of("revision", revision), MediaType.APPLICATION_JSON));
        }
    }

    private synchronized void write(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        }
    }
}
