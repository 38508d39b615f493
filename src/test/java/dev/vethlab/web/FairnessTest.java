package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that wants everything, beside one that wants little. */
class FairnessTest extends GuardedService {

    /** Two bridges with two cables between them: a broadcast goes round until it is stopped. */
    private static final String[] STORM = {
        "ip link add br0 type bridge",
        "ip link add br1 type bridge",
        "ip link add a0 type veth peer name b0",
        "ip link add a1 type veth peer name b1",
        "ip link set a0 master br0",
        "ip link set a1 master br0",
        "ip link set b0 master br1",
        "ip link set b1 master br1",
        "ip link set up a0",
        "ip link set up a1",
        "ip link set up b0",
        "ip link set up b1",
        "ip link set up br0",
        "ip link set up br1",
        "ip address add 10.0.0.1/24 dev br0",
        "ping -c 100 -i 100 10.0.0.2"
    };

    private final ExecutorService clients = Executors.newFixedThreadPool(16);

    @AfterEach
    void end() {
        clients.shutdownNow();
    }

    @Test
    void aRunThatTakesTooLongIsStoppedAndKeepsWhatItSaw() {
        String lab = labOf("eve");

        run("eve", lab, STORM)
                .statusCode(200)
                .body("results[-1].exitCode", equalTo(137))
                .body("results[-1].stderr", containsString("stopped at the limit of"));

        as("eve").get(lab + "/captures").then().body("captures.packets", notNullValue());
        run("eve", lab, "ip -br link show br1").statusCode(200).body("results[0].exitCode", equalTo(0));
    }

    @Test
    void aGreedyClientWaitsForItselfAndAModestOneDoesNot() throws Exception {
        String modest = labOf("bob");
        List<String> labs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            labs.add(labOf("gus"));
        }
        List<Future<Response>> storms = new ArrayList<>();
        for (String lab : labs) {
            storms.add(clients.submit(() -> as("gus")
                    .contentType("text/plain; charset=utf-8")
                    .accept("application/json")
                    .body(String.join("\n", STORM))
                    .post(lab + "/commands")));
        }
        Thread.sleep(150);

        for (int i = 0; i < 5; i++) {
            as("bob").get(modest).then().statusCode(200);
        }
        int after = done(storms);

        int served = 0;
        for (Future<Response> storm : storms) {
            Response answer = storm.get(30, TimeUnit.SECONDS);
            if (answer.statusCode() == 200) {
                served++;
            } else {
                answer.then()
                        .statusCode(429)
                        .header("Retry-After", notNullValue())
                        .body("type", equalTo("/problems/rate-limited"))
                        .body("detail", containsString("waitingPerClient"));
            }
        }
        assertThat(served).isGreaterThanOrEqualTo(5);
        assertThat(after)
                .as("storms that had ended when the modest client had all its answers")
                .isLessThan(served);
    }

    @Test
    void aClientThatAsksTooOftenIsToldWhenToAskAgain() {
        String often = token("often", "student");
        Response answer = with(often).get(LABS);
        for (int i = 0; i < 400 && answer.statusCode() == 200; i++) {
            answer = with(often).get(LABS);
        }

        answer.then()
                .statusCode(429)
                .header("Retry-After", "1")
                .body("type", equalTo("/problems/rate-limited"))
                .body("detail", containsString("perSecond"));
        as("bob").get(LABS).then().statusCode(200);
    }

    @Test
    void aClientThatSendsSlowlyTakesNoPlace() throws Exception {
        String lab = labOf("eve");
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                slow.add(halfARequest(lab));
            }
            long before = System.nanoTime();
            as("eve").get(lab).then().statusCode(200);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whoSendsMuchAndNeverEndsHoldsNoMoreThanTheirPart() throws Exception {
        String lab = labOf("eve");
        try (Socket first = muchOfARequest(lab);
                Socket second = muchOfARequest(lab)) {
            assertThat(statusLine(second)).startsWith("HTTP/1.1 429");

            as("bob")
                    .contentType("application/json")
                    .body("{\"name\":\"bobs\"}" + " ".repeat(60_000))
                    .post(LABS)
                    .then()
                    .statusCode(201);
            as("eve").get(lab).then().statusCode(200);
            assertThat(first.isClosed()).isFalse();
        }
    }

    private Socket muchOfARequest(String lab) throws IOException, InterruptedException {
        Socket socket = new Socket("127.0.0.1", port);
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + lab + "/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                        + "Authorization: Bearer " + keyOf("eve") + "\r\nContent-Length: 90000\r\n\r\n"
                        + "#".repeat(70_000))
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Thread.sleep(500);
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    private Socket halfARequest(String lab) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + lab + "/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                        + "Authorization: Bearer " + keyOf("eve") + "\r\nContent-Length: 100\r\n\r\nip li")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static int done(List<Future<Response>> storms)
            throws InterruptedException, ExecutionException, TimeoutException {
        int served = 0;
        for (Future<Response> storm : storms) {
            if (storm.isDone() && storm.get(1, TimeUnit.SECONDS).statusCode() == 200) {
                served++;
            }
        }
        return served;
    }
}
