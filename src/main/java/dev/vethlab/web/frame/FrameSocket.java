package dev.vethlab.web.frame;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.tool.tap.FrameEnd;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import dev.vethlab.web.problem.Problems;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * One socket: frames that come are written to the device, and frames that the host has sent go out after each change of the lab. Whoever
 * changes the lab only leaves word here; another thread sends.
 */
final class FrameSocket implements LongConsumer {

    private final WebSocketSession socket;
    private final FrameSeat seat;
    private final Lab lab;
    private final TapDevices tap;
    private final Executor sending;
    private final JsonMapper json;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private long sent;

    FrameSocket(WebSocketSession socket, FrameSeat seat, Executor sending, JsonMapper json) {
        this.socket = socket;
        this.seat = seat;
        this.lab = seat.lab();
        this.tap = seat.tap();
        this.sent = seat.sent();
        this.sending = sending;
        this.json = json;
    }

    FrameSeat seat() {
        return seat;
    }

    /** Sends what came since it has its seat, and from now on what comes. */
    void begin() {
        lab.addListener(this);
        wake();
    }

    void end() {
        lab.removeListener(this);
    }

    /** Has the host receive a frame; where it cannot be, the client is told why. */
    void write(byte[] frame) {
        try {
            lab.change(OptionalLong.empty(), session -> {
                tap.write(session, List.of(frame));
                return lab;
            });
        } catch (CommandFailedException failure) {
            tell(Problems.of(failure));
        } catch (LimitReachedException limit) {
            tell(Problems.of(limit));
        } catch (ProblemException problem) {
            tell(problem);
        } catch (StaleRevisionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Tells the client what is the matter, as the text of a problem. */
    void tell(ProblemException problem) {
        send(new TextMessage(json.writeValueAsString(Problems.members(problem))));
    }

    /** Tells the client that text is not what is expected. */
    void refuseText() {
        tell(new ProblemException(
                ProblemKind.MALFORMED_BODY,
                "Send each frame as one binary message; text messages are for problems alone."));
    }

    @Override
    public void accept(long revision) {
        wake();
    }

    private void wake() {
        if (waiting.compareAndSet(false, true)) {
            try {
                sending.execute(() -> {
                    waiting.set(false);
                    sendNew();
                });
            } catch (RejectedExecutionException closing) {
                close(CloseStatus.GOING_AWAY);
            }
        }
    }

    private synchronized void sendNew() {
        @Nullable List<FrameEnd.Frame> frames;
        try {
            frames = lab.read(
                    kernel -> FrameEnd.of(tap.find(kernel)).map(this::unsent).orElse(null));
        } catch (ProblemException gone) {
            frames = null;
        }
        if (frames == null) {
            close(CloseStatus.GOING_AWAY.withReason("the interface is gone or was closed"));
            return;
        }
        for (FrameEnd.Frame frame : frames) {
            send(new BinaryMessage(frame.data().encode()));
            sent = frame.number();
        }
    }

    /** What has not been sent; a lab in which something was undone begins to count where it was. */
    private List<FrameEnd.Frame> unsent(FrameEnd end) {
        sent = Math.min(sent, end.last());
        return end.after(sent);
    }

    private void send(WebSocketMessage<?> message) {
        try {
            socket.sendMessage(message);
        } catch (IOException | IllegalStateException gone) {
            close(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private void close(CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException gone) {
            end();
        }
    }
}
