package dev.vethlab.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.vethlab.VethlabApplication;
import dev.vethlab.lab.store.redis.RedisServer;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
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
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Two instances of the service that share a Redis: it does not matter which of them is asked. */
class TwoInstancesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RedisServer redis;
    private static ServletWebServerApplicationContext one;
    private static ServletWebServerApplicationContext other;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisServer.start();
        one = instance();
        other = instance();
    }

    @AfterAll
    static void stop() throws Exception {
        for (ServletWebServerApplicationContext instance : new ServletWebServerApplicationContext[] {one, other}) {
            if (instance != null) {
                instance.close();
            }
        }
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void aLabMadeOnOneIsWorkedOnFromBoth() {
        String lab = labOn(one);
        run(other, lab, "ip link add veth0 type veth peer name veth1");
        run(one, lab, "ip addr add 10.1.1.2/24 dev veth0");
        String run = given().port(port(other))
                .contentType(ContentType.JSON)
                .body(Map.of("destination", "10.1.1.2", "count", 2))
                .post(lab + "/ping-runs")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        String there = get(other, run).statusCode(200).extract().asString();
        String here = get(one, run).statusCode(200).extract().asString();

        assertThat(here).isEqualTo(there).contains("\"exitCode\":0");
        assertThat(get(one, lab + "/topology").extract().asString())
                .isEqualTo(get(other, lab + "/topology").extract().asString());
        assertThat(get(one, lab + "/captures/host/lo").extract().asString())
                .isEqualTo(get(other, lab + "/captures/host/lo").extract().asString());
        get(one, "/api/v1/labs")
                .body(
                        "labs.id.size()",
                        equalTo(get(other, "/api/v1/labs").extract().path("labs.id.size()")));
    }

    @Test
    void aChangeForARevisionThatIsPastIsRefusedWhereverItIsSent() {
        String lab = labOn(one);
        run(other, lab, "ip netns add red");
        given().port(port(one))
                .header("If-Match", "\"0\"")
                .contentType(ContentType.TEXT)
                .body("ip netns add blue")
                .post(lab + "/commands")
                .then()
                .statusCode(412);
    }

    @Test
    void whoListensOnOneHearsWhatIsDoneOnTheOther() throws Exception {
        String lab = labOn(one);
        try (BufferedReader events = listen(one, lab)) {
            assertThat(data(events)).isEqualTo("data:{\"revision\":0}");
            run(other, lab, "ip netns add red");
            assertThat(data(events)).isEqualTo("data:{\"revision\":1}");
            run(one, lab, "ip netns add blue");
            assertThat(data(events)).isEqualTo("data:{\"revision\":2}");
        }
    }

    @Test
    void withoutItsStoreTheServiceSaysSoAndGoesOnWhenItIsBack() throws Exception {
        String lab = labOn(one);
        run(other, lab, "ip netns add red");
        try (BufferedReader events = listen(one, lab)) {
            assertThat(data(events)).isEqualTo("data:{\"revision\":1}");
            redis.kill();

            get(one, lab)
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", containsString("store-unavailable"));
            given().port(port(other))
                    .contentType(ContentType.TEXT)
                    .body("ip netns add blue")
                    .post(lab + "/commands")
                    .then()
                    .statusCode(503);
            get(one, "/actuator/health/readiness").statusCode(503);
            get(one, "/actuator/health/liveness").statusCode(200);

            redis.startAgain();

            eventually(() -> get(one, "/actuator/health/readiness").extract().statusCode() == 200
                    && get(other, "/actuator/health/readiness").extract().statusCode() == 200);
            get(one, lab).statusCode(200).body("revision", equalTo(1));
            run(other, lab, "ip netns add blue");
            assertThat(data(events)).isEqualTo("data:{\"revision\":2}");
            get(one, lab + "/namespaces").body("namespaces.size()", equalTo(3));
        }
    }

    private static ServletWebServerApplicationContext instance() {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(VethlabApplication.class)
                .run("--server.port=0", "--vethlab.store=redis", "--spring.data.redis.port=" + redis.port());
    }

    private static int port(ServletWebServerApplicationContext instance) {
        return instance.getWebServer().getPort();
    }

    private static ValidatableResponse get(ServletWebServerApplicationContext instance, String path) {
        return given().port(port(instance)).get(path).then();
    }

    private static String labOn(ServletWebServerApplicationContext instance) {
        return given().port(port(instance))
                .contentType(ContentType.JSON)
                .body(Map.of("name", "shared"))
                .post("/api/v1/labs")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    private static void run(ServletWebServerApplicationContext instance, String lab, String line) {
        given().port(port(instance))
                .contentType(ContentType.TEXT)
                .body(line)
                .post(lab + "/commands")
                .then()
                .statusCode(200)
                .header("Exit-Code", "0");
    }

    private static void eventually(Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.call()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static BufferedReader listen(ServletWebServerApplicationContext instance, String lab)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port(instance) + lab + "/events"))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The data of the next event. */
    private static String data(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data:")) {
                return line;
            }
        }
        throw new IOException("the stream has ended");
    }
}
