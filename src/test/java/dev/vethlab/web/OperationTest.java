package dev.vethlab.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.vethlab.VethlabApplication;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A service as an operator has it: with a port of its own for how it is, and ended while it is at work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationTest {

    private static final String LABS = "/api/v1/labs";

    private static ConfigurableApplicationContext service;
    private static int port;
    private static int managementPort;

    @BeforeAll
    static void start() {
        service = SpringApplication.run(
                VethlabApplication.class,
                "--server.port=0",
                "--management.server.port=0",
                "--vethlab.limits.events=1000000000",
                "--vethlab.limits.request-events=1000000000",
                "--vethlab.limits.request-time=5s");
        port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        managementPort = service.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    @AfterAll
    static void end() {
        service.close();
    }

    private static String lab() {
        return given().port(port)
                .contentType(ContentType.JSON)
                .body("{\"template\":\"veth-one-host\"}")
                .post(LABS)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    @Test
    @Order(1)
    void howTheServiceIsIsToldOnAPortOfItsOwn() {
        given().port(managementPort)
                .get("/actuator/health/readiness")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
        given().port(port).get("/actuator/health").then().statusCode(404);
        given().port(port).get("/actuator/prometheus").then().statusCode(404);
    }

    @Test
    @Order(2)
    void figuresHaveNamesThatExplainThemselves() {
        String lab = lab();
        given().port(port)
                .contentType(ContentType.JSON)
                .body("{\"destination\":\"10.1.1.3\",\"count\":1}")
                .post(lab + "/ping-runs")
                .then()
                .statusCode(201);
        given().port(port)
                .contentType(ContentType.JSON)
                .body("{")
                .post(LABS)
                .then()
                .statusCode(400);

        String figures =
                given().port(managementPort).get("/actuator/prometheus").asString();

        assertThat(figures)
                .containsPattern("vethlab_labs\\{.*} 1.0")
                .containsPattern("vethlab_labs_made_total\\{.*} 1.0")
                .containsPattern("vethlab_commands_total\\{.*} [1-9]")
                .containsPattern("vethlab_ping_runs_total\\{.*} 1.0")
                .containsPattern("vethlab_events_total\\{.*} [1-9]")
                .containsPattern("vethlab_requests_queued_seconds_count\\{.*} [1-9]")
                .containsPattern("vethlab_requests_working\\{.*} 0.0")
                .containsPattern("vethlab_requests_waiting\\{.*} 0.0")
                .containsPattern("vethlab_listeners\\{.*} 0.0")
                .containsPattern("http_server_requests_seconds_count\\{.*uri=\"/api/v1/labs/\\{lab}/ping-runs\"")
                .doesNotContain(lab.substring(lab.lastIndexOf('/') + 1));
    }

    @Test
    @Order(3)
    void everyAnswerHasTheIdOfItsRequest() {
        given().port(port)
                .header("X-Request-Id", "build-17.step_3")
                .get(LABS)
                .then()
                .header("X-Request-Id", "build-17.step_3");
        String own = given().port(port)
                .header("X-Request-Id", "no good\tid")
                .get(LABS)
                .header("X-Request-Id");
        assertThat(own).matches("[a-z0-9]{5,13}");
        given().port(port).get("/nothing").then().statusCode(404).header("X-Request-Id", containsString(""));
    }

    @Test
    @Order(4)
    void aServiceThatEndsFinishesWhatItIsAtAndEndsStreams() throws Exception {
        String lab = lab();
        ExecutorService clients = Executors.newFixedThreadPool(2);
        Future<String> stream = clients.submit(() -> events(lab));
        Future<Response> atWork = clients.submit(() -> given().port(port)
                .contentType("text/plain; charset=utf-8")
                .accept("application/json")
                .body("ping -q -c 10000000 -i 0.002 127.0.0.1\necho done")
                .post(lab + "/commands"));
        waitFor("vethlab.requests.working");
        waitFor("vethlab.listeners");

        service.close();

        assertThat(atWork.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(stream.get(5, TimeUnit.SECONDS)).contains("event:revision");
        clients.shutdownNow();
    }

    private static void waitFor(String figure) throws InterruptedException {
        float value = 0;
        for (int i = 0; i < 200 && value < 1; i++) {
            Thread.sleep(20);
            value = given().port(managementPort)
                    .get("/actuator/metrics/" + figure)
                    .then()
                    .extract()
                    .path("measurements[0].value");
        }
        assertThat(value).as(figure).isGreaterThanOrEqualTo(1);
    }

    /** What a client hears that listens until the stream ends. */
    private static String events(String lab) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + lab + "/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder heard = new StringBuilder();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                heard.append(line).append('\n');
            }
            return heard.toString();
        }
    }
}
