package dev.vethlab.web.frame;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Puts the sockets on the path of the frames: whoever asks there for a WebSocket gets one, everybody else the resource. */
@Configuration
class FrameEndpoint {

    @Bean
    HandlerMapping frameSocketMapping(FrameSockets sockets, FrameHandshake handshake, FrameUpgrade upgrade) {
        WebSocketHttpRequestHandler handler =
                new WebSocketHttpRequestHandler(sockets, new DefaultHandshakeHandler(upgrade));
        handler.setHandshakeInterceptors(List.of(new OriginHandshakeInterceptor(), handshake));
        WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
        mapping.setUrlMap(Map.of(FrameHandshake.PATH, handler));
        mapping.setWebSocketUpgradeMatch(true);
        mapping.setOrder(-1);
        return mapping;
    }
}
