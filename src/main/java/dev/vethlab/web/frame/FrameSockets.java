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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    /** Whether a change opened the device, and the last frame that it has sent since. */
    private record Opening(boolean opened, long last) {}

    private static final class Users {
        int count;
        boolean opened;
    }

    private final int limit;
    private final JsonMapper json;
    private final Map<String, FrameSocket> sockets = new ConcurrentHashMap<>();
    private final Map<Place, Users> users = new HashMap<>();
    private int seats;
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
        if (!(session.getAttributes().get(FrameUpgrade.SEAT) instanceof FrameSeat seat)) {
            throw new IllegalStateException("a socket without a seat");
        }
        FrameSocket opened = new FrameSocket(socket, seat, sending, json);
        if (seat.refusal().isPresent()) {
            opened.tell(seat.refusal().get());
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
            leave(socket.seat());
        }
    }

    /** Opens the device for one socket more, where nothing speaks against it. */
    synchronized FrameSeat enter(Lab lab, TapDevices tap) {
        if (seats >= limit) {
            return refused(lab, tap, Problems.of(new LimitReachedException("frameSockets", limit)));
        }
        try {
            Opening opening = lab.change(OptionalLong.empty(), session -> {
                boolean opened = tap.open(session);
                return new Opening(opened, tap.lastFrame(session.kernel()));
            });
            Users those = users.computeIfAbsent(new Place(lab.id(), tap), place -> new Users());
            those.count++;
            those.opened |= opening.opened();
            seats++;
            return new FrameSeat(lab, tap, opening.last(), Optional.empty());
        } catch (CommandFailedException failure) {
            return refused(lab, tap, Problems.of(failure));
        } catch (LimitReachedException reached) {
            return refused(lab, tap, Problems.of(reached));
        } catch (ProblemException problem) {
            return refused(lab, tap, problem);
        } catch (StaleRevisionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static FrameSeat refused(Lab lab, TapDevices tap, ProblemException problem) {
        return new FrameSeat(lab, tap, 0, Optional.of(problem));
    }

    /** Closes the device behind the last socket. */
    synchronized void leave(FrameSeat seat) {
        Place place = new Place(seat.lab().id(), seat.tap());
        Users those = users.get(place);
        if (seat.refusal().isPresent() || those == null) {
            return;
        }
        seats--;
        if (--those.count > 0) {
            return;
        }
        users.remove(place);
        if (!those.opened) {
            return;
        }
        try {
            seat.lab().change(OptionalLong.empty(), session -> {
                seat.tap().close(session);
                return true;
            });
        } catch (CommandFailedException | StaleRevisionException | RuntimeException gone) {
            LOG.debug("{} stays open: {}", seat.tap(), gone.getMessage());
        }
    }

    @PreDestroy
    void close() {
        sending.shutdownNow();
    }
}
