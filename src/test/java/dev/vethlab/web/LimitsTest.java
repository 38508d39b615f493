package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "vethlab.limits.labs=4",
            "vethlab.limits.namespaces=3",
            "vethlab.limits.devices=10",
            "vethlab.limits.routes=40",
            "vethlab.limits.journal=30",
            "vethlab.limits.output-bytes=20000",
            "vethlab.limits.events=2000",
            "vethlab.limits.body-bytes=4096"
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
        post(lab + "/commands", Map.of("script", "sleep 1\n".repeat(20)))
                .statusCode(429)
                .body("detail", containsString("journal of 30"));
        assertThat(run(lab, "ping -c 1 127.0.0.1")).contains("1 received");
        delete(lab).statusCode(204);
    }

    @Test
    void aCommandThatGoesOnForTooLongIsStopped() {
        String lab = newLab(Map.of("name", "busy"));

        post(lab + "/ping-runs", Map.of("destination", "127.0.0.1", "count", 100_000, "intervalMs", 2))
                .statusCode(201);
        get(lab).statusCode(200);
        delete(lab).statusCode(204);
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
        for (String id : get(LABS).extract().<java.util.List<String>>path("labs.id")) {
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
