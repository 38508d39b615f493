package dev.vethlab.web.frame;

import dev.vethlab.lab.Lab;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;

/** Takes a seat at the device before the client reads that it has a socket: what the host sends from then on is its own. */
@Component
class FrameUpgrade extends StandardWebSocketUpgradeStrategy {

    static final String SEAT = "seat";

    private final FrameSockets sockets;

    FrameUpgrade(FrameSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void upgrade(
            ServerHttpRequest request,
            ServerHttpResponse response,
            @Nullable String protocol,
            List<WebSocketExtension> extensions,
            @Nullable Principal user,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws HandshakeFailureException {
        if (!(attributes.get(FrameHandshake.LAB) instanceof Lab lab)
                || !(attributes.get(FrameHandshake.TAP) instanceof TapDevices tap)) {
            throw new IllegalStateException("a socket without a handshake");
        }
        FrameSeat seat = sockets.enter(lab, tap);
        attributes.put(SEAT, seat);
        try {
            super.upgrade(request, response, protocol, extensions, user, handler, attributes);
        } catch (HandshakeFailureException failure) {
            sockets.leave(seat);
            throw failure;
        }
    }
}
