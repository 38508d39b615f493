package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those who listen to a lab are told. */
class EventsTest extends RunningService {

    private static final int ALLOWED = 32;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void thePresentRevisionComesAtOnceAndEachNewOneAfterwards() throws Exception {
        String lab = emptyLab();
        run(lab, "ip netns add red");
        try (BufferedReader events = listen(lab, "")) {
            assertThat(event(events)).isEqualTo("id:1 event:revision data:{\"revision\":1}");
            run(lab, "ip netns add blue");
            assertThat(event(events)).isEqualTo("id:2 event:revision data:{\"revision\":2}");
            post(lab + "/undo", "").statusCode(200);
            assertThat(event(events)).isEqualTo("id:3 event:revision data:{\"revision\":3}");
        }
    }

    @Test
    void whoKnowsThePresentRevisionIsToldOnlyTheNext() throws Exception {
        String lab = emptyLab();
        run(lab, "ip netns add red");
        try (BufferedReader events = listen(lab, "1")) {
            run(lab, "ip netns add blue");
            assertThat(event(events)).contains("\"revision\":2");
        }
    }

    @Test
    void noMoreListenThanTheOperatorAllows() throws Exception {
        String lab = emptyLab();
        List<BufferedReader> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < ALLOWED; i++) {
                listeners.add(listen(lab, ""));
            }
            request()
                    .accept("text/event-stream, application/problem+json")
                    .get(lab + "/events")
                    .then()
                    .statusCode(429)
                    .body("detail", containsString("vethlab.limits.listeners"));
        } finally {
            for (BufferedReader listener : listeners) {
                listener.close();
            }
        }
    }

    private BufferedReader listen(String lab, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + lab + "/events"))
                .timeout(Duration.ofSeconds(20));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The lines of the next event; comments are passed over. */
    private static String event(BufferedReader events) throws IOException {
        StringBuilder event = new StringBuilder();
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.isEmpty() && event.length() > 0) {
                return event.toString().strip();
            }
            if (!line.startsWith(":") && !line.isEmpty()) {
                event.append(line).append(' ');
            }
        }
        throw new IOException("the stream has ended");
    }
}
