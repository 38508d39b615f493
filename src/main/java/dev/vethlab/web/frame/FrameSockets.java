package dev.vethlab.web.frame;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.Problems;
import dev.vethlab.web.settings.LimitSettings;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import tools.jackson.databind.json.JsonMapper;

/** The open sockets. The device is open as long as one of its sockets is, unless it was open before the first. */
@Component
class FrameSockets extends AbstractWebSocketHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrameSockets.class);

    private static final int LONGEST_MESSAGE = 70_000;
    private static final int LONGEST_SENDING_MS = 10_000;
    private static final int MOST_WAITING_BYTES = 4 << 20;
    private static final int SENDERS = 4;

    /** The sockets of one device. */
    private record Place(String lab, TapDevices tap) {}

    private static final class Users {
        int count;
        boolean opened;
    }

    private final int limit;
    private final JsonMapper json;
    private final Map<String, FrameSocket> sockets = new ConcurrentHashMap<>();
    private final Map<Place, Users> users = new HashMap<>();
    private final ExecutorService sending = Executors.newFixedThreadPool(SENDERS, task -> {
        Thread thread = new Thread(task, "frames");
        thread.setDaemon(true);
        return thread;
    });

    FrameSockets(LimitSettings limits, JsonMapper json) {
        this.limit = limits.frameSockets();
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        session.setBinaryMessageSizeLimit(LONGEST_MESSAGE);
        session.setTextMessageSizeLimit(LONGEST_MESSAGE);
        WebSocketSession socket =
                new ConcurrentWebSocketSessionDecorator(session, LONGEST_SENDING_MS, MOST_WAITING_BYTES);
        if (!(session.getAttributes().get(FrameHandshake.LAB) instanceof Lab lab)
                || !(session.getAttributes().get(FrameHandshake.TAP) instanceof TapDevices tap)) {
            throw new IllegalStateException("a socket without a handshake");
        }
        FrameSocket opened = new FrameSocket(socket, lab, tap, sending, json);
        ProblemException refusal = enter(opened);
        if (refusal != null) {
            opened.tell(refusal);
            session.close(CloseStatus.POLICY_VIOLATION);
            return;
        }
        sockets.put(session.getId(), opened);
        opened.begin();
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        FrameSocket socket = sockets.get(session.getId());
        if (socket != null) {
            byte[] frame = new byte[message.getPayload().remaining()];
            message.getPayload().get(frame);
            socket.write(frame);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        FrameSocket socket = sockets.get(session.getId());
        if (socket != null) {
            socket.refuseText();
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        FrameSocket socket = sockets.remove(session.getId());
        if (socket != null) {
            socket.end();
            leave(socket);
        }
    }

    /** Opens the device for one socket more; what speaks against it, where something does. */
    private synchronized @Nullable ProblemException enter(FrameSocket socket) {
        if (sockets.size() >= limit) {
            return Problems.of(new LimitReachedException("frameSockets", limit));
        }
        try {
            boolean opened = socket.lab()
                    .change(OptionalLong.empty(), session -> socket.tap().open(session));
            Users those = users.computeIfAbsent(place(socket), place -> new Users());
            those.count++;
            those.opened |= opened;
            return null;
        } catch (CommandFailedException failure) {
            return Problems.of(failure);
        } catch (LimitReachedException reached) {
            return Problems.of(reached);
        } catch (ProblemException problem) {
            return problem;
        } catch (StaleRevisionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Closes the device behind the last socket. */
    private synchronized void leave(FrameSocket socket) {
        Users those = users.get(place(socket));
        if (those == null || --those.count > 0) {
            return;
        }
        users.remove(place(socket));
        if (!those.opened) {
            return;
        }
        try {
            socket.lab().change(OptionalLong.empty(), session -> {
                socket.tap().close(session);
                return true;
            });
        } catch (CommandFailedException | StaleRevisionException | RuntimeException gone) {
            LOG.debug("{} stays open: {}", socket.tap(), gone.getMessage());
        }
    }

    private static Place place(FrameSocket socket) {
        return new Place(socket.lab().id(), socket.tap());
    }

    @PreDestroy
    void close() {
        sending.shutdownNow();
    }
}
