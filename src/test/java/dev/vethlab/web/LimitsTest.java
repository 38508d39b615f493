package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "vethlab.limits.labs=4",
            "vethlab.limits.namespaces=3",
            "vethlab.limits.devices=10",
            "vethlab.limits.routes=40",
            "vethlab.limits.journal=50",
            "vethlab.limits.output-bytes=20000",
            "vethlab.limits.events=2000",
            "vethlab.limits.body-bytes=4096",
            "vethlab.limits.request-events=3000",
            "vethlab.limits.lab-events=8000",
            "vethlab.limits.journal-bytes=3000",
            "vethlab.limits.captured-packets=50",
            "vethlab.limits.packets=120",
            "vethlab.limits.ping-runs=3",
            "vethlab.limits.script-lines=40",
            "vethlab.limits.virtual-time=1h",
            "vethlab.limits.longest-time-to-live=2h",
            "vethlab.limits.listeners=2"
        })
class LimitsTest extends RunningService {

    @Test
    void atEachLimitThereIsAClearAnswerAndTheLabStaysUsable() {
        String lab = emptyLab();
        run(lab, "ip netns add a", "ip netns add b");

        post(lab + "/namespaces", Map.of("name", "c"))
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/limit-reached"))
                .body("detail", containsString("vethlab.limits.namespaces of 3"));
        get(lab + "/namespaces").body("namespaces.size()", equalTo(3));

        post(lab + "/commands", Map.of("script", "ip link add type veth\n".repeat(5)))
                .statusCode(429)
                .body("detail", containsString("devices of 10"));
        get(lab + "/namespaces/host/interfaces").body("interfaces.size()", equalTo(1));

        run(lab, "ip link set lo up");
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            routes.append("ip route add 10.").append(i).append(".0.0/16 dev lo\n");
        }
        request()
                .contentType("text/plain")
                .body(routes.toString())
                .post(lab + "/commands")
                .then()
                .statusCode(200);
        post(lab + "/commands", Map.of("script", "sleep 1\n".repeat(40)))
                .statusCode(429)
                .body("detail", containsString("journal of 50"));
        assertThat(run(lab, "ping -c 1 127.0.0.1")).contains("1 received");
    }

    @AfterEach
    void deleteAll() {
        for (String id : get(LABS).extract().<List<String>>path("labs.id")) {
            delete(LABS + "/" + id).statusCode(204);
        }
    }

    private ValidatableResponse runs(String lab, String... lines) {
        return post(lab + "/commands", Map.of("script", String.join("\n", lines)));
    }

    private void limitReached(ValidatableResponse answer, String limit) {
        answer.statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/limit-reached"))
                .body("detail", containsString("vethlab.limits." + limit));
    }

    @Test
    void aCommandIsStoppedAfterItsEventsAndARequestAfterAllOfIts() {
        String lab = emptyLab();
        String flood = "ping -q -c 300 -i 0.002 127.0.0.1";

        runs(lab, flood).body("results[0].exitCode", equalTo(0));
        runs(lab, "ping -q -c 900 -i 0.002 127.0.0.1")
                .body("results[0].exitCode", equalTo(137))
                .body("results[0].stderr", containsString("stopped at the limit of 2000 events"));
        runs(lab, flood, flood, flood, flood, "ip link")
                .statusCode(200)
                .body("results[0].exitCode", equalTo(0))
                .body("results[3].exitCode", equalTo(137))
                .body("results[3].stderr", containsString("stopped at the limit of"))
                .body("results[4].exitCode", equalTo(137))
                .body("results[4].stderr", containsString("not begun: the limit vethlab.limits.requestEvents"));
        runs(lab, flood, flood, flood).statusCode(200);
        limitReached(runs(lab, flood), "labEvents of 8000");
        get(lab + "/topology").statusCode(200);
    }

    @Test
    void aRequestPrintsNoMoreThanAllowed() {
        String lab = emptyLab();
        String list = "sysctl -a";

        String first = runs(lab, list, list)
                .statusCode(200)
                .body("results[1].exitCode", equalTo(137))
                .body("results[1].stderr", containsString("vethlab.limits.outputBytes"))
                .extract()
                .path("results[0].stdout");

        assertThat(first.length()).isLessThanOrEqualTo(20_100);
        runs(lab, "ip -br link").body("results[0].exitCode", equalTo(0));
    }

    @Test
    void aCommandTakesNoMoreVirtualTimeThanAllowed() {
        String lab = emptyLab();

        runs(lab, "sleep 3590").body("results[0].exitCode", equalTo(0));
        runs(lab, "sleep 3700")
                .body("results[0].exitCode", equalTo(137))
                .body("results[0].stderr", containsString("the virtual time that one command may take"));
    }

    @Test
    void aJournalIsNoLongerThanAllowed() {
        String lab = emptyLab();
        String line = "ip link add d0 type dummy # " + "x".repeat(1400);

        runs(lab, line, line.replace("d0", "d1")).statusCode(200);
        limitReached(runs(lab, line.replace("d0", "d2")), "journalBytes of 3000");
    }

    @Test
    void onlyTheNewestPacketsAndRunsAreKept() {
        String lab = labOf("veth-one-host");
        Map<String, Object> ping = Map.of("destination", "127.0.0.1", "count", 40, "intervalMs", 2);

        String oldest = post(lab + "/ping-runs", ping).statusCode(201).extract().path("id");
        for (int i = 0; i < 3; i++) {
            post(lab + "/ping-runs", ping).statusCode(201);
        }

        get(lab + "/ping-runs/" + oldest).statusCode(404);
        get(lab + "/captures")
                .body("captures.find { it.interface == 'lo' }.packets", equalTo(50))
                .body("captures.find { it.interface == 'lo' }.dropped", equalTo(4 * 80 - 50));
    }

    @Test
    void aScriptHasNoMoreLinesThanAllowed() {
        String lab = emptyLab();

        post(lab + "/commands", Map.of("script", "true\n".repeat(40))).statusCode(200);
        post(lab + "/commands", Map.of("script", "true\n".repeat(41)))
                .statusCode(413)
                .body("type", equalTo("/problems/too-large"))
                .body("detail", containsString("at most 40"));
    }

    @Test
    void aLabSaysWhenItExpiresAndEveryUsePutsThatOff() throws InterruptedException {
        post(LABS, Map.of("ttlSeconds", 7201)).statusCode(400).body("errors[0].pointer", equalTo("/ttlSeconds"));
        String lab = newLab(Map.of("ttlSeconds", 2));
        Instant first = expiry(lab);

        Thread.sleep(1200);
        Instant second = expiry(lab);
        Thread.sleep(1200);
        get(lab).statusCode(200);
        Thread.sleep(2600);

        assertThat(second).isAfter(first);
        assertThat(Duration.between(first, second)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        get(lab).statusCode(404).body("detail", containsString("time to live"));
    }

    private Instant expiry(String lab) {
        return Instant.parse(get(lab).statusCode(200).extract().path("expiresAt"));
    }

    @Test
    void thereAreNoMoreLabsThanFit() {
        String first = emptyLab();
        String second = emptyLab();
        String third = emptyLab();
        String fourth = emptyLab();

        post(LABS, Map.of())
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/at-capacity"));
        delete(first).statusCode(204);
        post(second + "/clones", Map.of()).statusCode(201);
        for (String id : get(LABS).extract().<List<String>>path("labs.id")) {
            delete(LABS + "/" + id).statusCode(204);
        }
        get(third).statusCode(404);
        get(fourth).statusCode(404);
    }

    @Test
    void aBodyIsNoLargerThanAllowed() {
        post(LABS, Map.of("name", "a".repeat(5000))).statusCode(413).body("detail", containsString("4096"));
    }
}
