package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that stay open, where keys are needed: WebSockets for frames, and streams of events. */
class OpenConnectionsTest extends GuardedService {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final String COOKIE = "vethlab-key=";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<WebSocket> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(WebSocket::abort);
    }

    @Test
    void aSocketToALabIsForItsOwnerAlone() throws Exception {
        String lab = labWithTap();

        assertThat(refusal(lab, "Authorization", "Bearer " + keyOf("bob"))).isEqualTo(NOT_FOUND);
        assertThat(refusal(lab, "Authorization", "Bearer nonsense")).isEqualTo(UNAUTHORIZED);
        assertThat(refusal(lab, "X-Nothing", "")).isEqualTo(UNAUTHORIZED);
        assertThat(isOpen(lab)).isFalse();
        connected(lab, "Authorization", "Bearer " + keyOf("ann"));
        assertThat(isOpen(lab)).isTrue();
    }

    @Test
    void theCookieOfThePageOpensASocketForThePageAndForNoOtherSite() throws Exception {
        String lab = labWithTap();
        String cookie = COOKIE + keyOf("ann");

        assertThat(refusal(lab, "Cookie", cookie, "Origin", "https://evil.example"))
                .as("an origin that is not allowed")
                .isEqualTo(FORBIDDEN);
        assertThat(refusal(lab, "Cookie", cookie, "Sec-Fetch-Site", "cross-site"))
                .isEqualTo(UNAUTHORIZED);
        connected(lab, "Cookie", cookie, "Origin", "http://localhost:" + port);
        assertThat(isOpen(lab)).isTrue();
    }

    @Test
    void thereAreNoMoreSocketsThanTheOperatorAllowsInAllLabsTogether() throws Exception {
        Told first = connected(labWithTap(), "Authorization", "Bearer " + keyOf("ann"));
        connected(labWithTap(), "Authorization", "Bearer " + keyOf("ann"));
        Told third = connected(labWithTap(), "Authorization", "Bearer " + keyOf("ann"));

        assertThat(third.texts.poll(10, TimeUnit.SECONDS))
                .contains("/problems/limit-reached", "vethlab.limits.frameSockets of 2");
        assertThat(third.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(1008);
        assertThat(first.closed).isEmpty();
    }

    @Test
    void eventsOfALabAreForItsOwnerAlone() throws Exception {
        String lab = labOf("ann");
        assertThat(listen(lab, "Authorization", "Bearer " + keyOf("bob")).statusCode())
                .isEqualTo(NOT_FOUND);
        assertThat(listen(lab, "X-Nothing", "").statusCode()).isEqualTo(UNAUTHORIZED);
        HttpResponse<InputStream> own = listen(lab, "Cookie", COOKIE + keyOf("ann"));

        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(listen(lab, "Authorization", "Bearer " + keyOf("ann")).statusCode())
                .as("a second listener where one is allowed")
                .isEqualTo(429);
        own.body().close();
    }

    private String labWithTap() {
        String lab = labOf("ann");
        run("ann", lab, "ip tuntap add dev tap0 mode tap", "ip link set tap0 up")
                .statusCode(200);
        return lab;
    }

    private static String frames(String lab) {
        return lab + "/namespaces/host/interfaces/tap0/frames";
    }

    /** Whether somebody has the other end of the lab's tap. */
    private boolean isOpen(String lab) {
        return as("ann").get(frames(lab)).then().statusCode(200).extract().path("open");
    }

    private HttpResponse<InputStream> listen(String lab, String... headers) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + lab + "/events"))
                        .headers(headers)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private Told connected(String lab, String... headers) {
        Told told = new Told();
        open.add(handshake(lab, told, headers));
        return told;
    }

    /** The status that a handshake is refused with. */
    private int refusal(String lab, String... headers) {
        try {
            open.add(handshake(lab, new Told(), headers));
            throw new AssertionError("it was not refused");
        } catch (CompletionException failed) {
            assertThat(failed.getCause()).isInstanceOf(WebSocketHandshakeException.class);
            return ((WebSocketHandshakeException) failed.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    private WebSocket handshake(String lab, Told told, String... headers) {
        WebSocket.Builder socket = client.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            socket.header(headers[i], headers[i + 1]);
        }
        return socket.buildAsync(URI.create("ws://localhost:" + port + frames(lab)), told)
                .join();
    }

    /** What a socket is told. */
    private static final class Told implements WebSocket.Listener {

        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.add(status);
            return null;
        }
    }
}
