package dev.vethlab.web.frame;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.store.LabStore;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the lab and the device of a socket, as whoever asks for it may see them. */
@Component
class FrameHandshake implements HandshakeInterceptor {

    static final String LAB = "lab";
    static final String TAP = "tap";
    static final String PATH = "/api/v1/labs/{lab}/namespaces/{namespace}/interfaces/{device}/frames";

    private static final PathPattern PATTERN = PathPatternParser.defaultInstance.parse(PATH);

    private final LabStore labs;

    FrameHandshake(LabStore labs) {
        this.labs = labs;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        PathPattern.PathMatchInfo match =
                PATTERN.matchAndExtract(PathContainer.parsePath(request.getURI().getRawPath()));
        Map<String, String> variables = match == null ? Map.of() : match.getUriVariables();
        Optional<Lab> lab = labs.find(variables.getOrDefault("lab", ""));
        if (lab.isEmpty()) {
            response.setStatusCode(HttpStatus.NOT_FOUND);
            return false;
        }
        attributes.put(LAB, lab.get());
        attributes.put(
                TAP, new TapDevices(variables.getOrDefault("namespace", ""), variables.getOrDefault("device", "")));
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
