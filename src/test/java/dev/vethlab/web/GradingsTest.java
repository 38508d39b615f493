package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GradingsTest extends RunningService {

    private static final String BATCH = "/api/v1/gradings/batch";
    private static final String SOLUTION = "ip netns exec rt sysctl -w net.ipv4.ip_forward=1";

    private static final String RUBRIC =
            "{\"template\":\"exercise-no-forwarding\",\"checks\":[{\"id\":\"there\",\"ping\":"
                    + "{\"namespace\":\"alice\",\"destination\":\"192.168.20.2\",\"count\":2},\"points\":3}]}";

    private static String grading(String script) {
        return "{\"rubric\":" + RUBRIC + ",\"submission\":{\"script\":\"" + script + "\"}}";
    }

    private static String entry(String id, String script) {
        return "{\"id\":\"" + id + "\",\"submission\":{\"script\":\"" + script + "\"}}";
    }

    private ValidatableResponse grade(Object body) {
        return post("/api/v1/gradings", body);
    }

    @Test
    void aSubmissionIsGradedAndNothingIsKept() {
        int labs =
                get(LABS + "?pageSize=500").extract().jsonPath().getList("labs").size();

        grade(grading(SOLUTION))
                .statusCode(200)
                .body("status", equalTo("passed"))
                .body("score.points", equalTo(3));
        grade(grading("ip link"))
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("checks[0].detail", containsString("forwarding is off on left"));

        assertThat(get(LABS + "?pageSize=500").extract().jsonPath().getList("labs"))
                .hasSize(labs);
    }

    @Test
    void theSameRequestHasTheSameBytes() {
        assertThat(grade(grading(SOLUTION)).extract().asByteArray())
                .isEqualTo(grade(grading(SOLUTION)).extract().asByteArray());
    }

    @Test
    void aReportIsJunitXmlForWhoeverAsksForIt() {
        assertThat(request()
                        .contentType(ContentType.JSON)
                        .accept("application/junit+xml")
                        .body(grading("ip link"))
                        .post("/api/v1/gradings")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("<testsuite", "failures=\"1\"");
    }

    @Test
    void aTopologyIsASubmissionToo() {
        String lab = newLab(Map.of("template", "exercise-no-forwarding"));
        run(lab, SOLUTION);
        Map<String, Object> topology =
                get(lab + "/topology").extract().jsonPath().getMap("");

        grade(Map.of("rubric", JsonPath.from(RUBRIC).getMap(""), "submission", Map.of("topology", topology)))
                .statusCode(200)
                .body("status", equalTo("passed"));
    }

    @Test
    void aRubricThatCannotBeUsedIsRefused() {
        grade("{\"rubric\":{\"template\":\"nothing\",\"checks\":[{\"id\":\"a\",\"command\":{\"line\":\"ip link\"}}]},"
                        + "\"submission\":{\"script\":\"\"}}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/rubric/template"));
        grade("{\"rubric\":{\"checks\":[]},\"submission\":{}}").statusCode(400);
        grade("{\"rubric\":" + RUBRIC + ",\"submission\":{\"script\":\"\"},\"extra\":1}")
                .statusCode(400);
        grade("{").statusCode(400);
    }

    private List<JsonPath> batch(String... lines) {
        return request()
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post(BATCH)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .map(JsonPath::from)
                .toList();
    }

    private static String status(List<JsonPath> answers, String id) {
        return answers.stream()
                .filter(answer -> id.equals(answer.getString("id")))
                .findFirst()
                .orElseThrow()
                .getString("report.status");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void malformedEndlessAndHostileSubmissionsHarmNoOther() {
        List<JsonPath> answers = batch(
                "{\"rubric\":" + RUBRIC + "}",
                entry("ann", SOLUTION),
                "{\"id\":\"cut\",\"submission\":",
                "nonsense",
                "{\"id\":\"odd\",\"submission\":{\"script\":\"\"},\"more\":true}",
                "",
                entry("sleeper", "sleep 1e9"),
                entry("storm", "ping -f -c 100000000 127.0.0.1"),
                entry("loop", "echo $(while true; do :; done)"),
                entry("many", "ip link\\n".repeat(50_000)),
                "{\"id\":\"deep\",\"submission\":" + "[".repeat(5_000) + "}",
                entry("bob", SOLUTION));

        assertThat(answers).hasSize(10);
        assertThat(status(answers, "ann")).isEqualTo("passed");
        assertThat(status(answers, "bob")).isEqualTo("passed");
        assertThat(status(answers, "sleeper")).isEqualTo("failed");
        assertThat(status(answers, "storm")).isEqualTo("failed");
        assertThat(status(answers, "loop")).isEqualTo("failed");
        assertThat(status(answers, "many")).isEqualTo("invalid");
        assertThat(answers.stream().map(answer -> answer.getString("report.status")))
                .filteredOn("invalid"::equals)
                .hasSize(5);
        assertThat(answers.stream().map(answer -> answer.get("line"))).contains(4);
    }

    @Test
    void aBatchBeginsWithItsRubric() {
        request()
                .contentType("application/x-ndjson")
                .body("{\"id\":\"ann\"}\n".getBytes(StandardCharsets.UTF_8))
                .post(BATCH)
                .then()
                .statusCode(400)
                .body("detail", containsString("line 1"));
    }

    /** Whoever waits for an answer before sending more gets it: lines go in and out as they come. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void eachAnswerComesBeforeTheNextSubmissionIsSent() throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            write(
                    out,
                    "POST " + BATCH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
            chunk(out, "{\"rubric\":" + RUBRIC + "}\n");
            List<String> order = new ArrayList<>();
            for (String id : List.of("ann", "bob", "cid")) {
                chunk(out, entry(id, SOLUTION) + "\n");
                order.add(answer(in));
            }
            write(out, "0\r\n\r\n");
            assertThat(order).containsExactly("ann", "bob", "cid");
        }
    }

    private static String answer(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith("{\"id\"")) {
            line = in.readLine();
        }
        return JsonPath.from(line).getString("id");
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void exercisesHaveTheirRubricsAndRubricsTheirSchema() {
        get("/api/v1/topologies/exercise-tcp-replies/rubric")
                .statusCode(200)
                .body("template", equalTo("exercise-tcp-replies"))
                .body("checks.id", hasItem("tcp"));
        get("/api/v1/topologies/router/rubric").statusCode(404);
        get("/api/v1/gradings/rubric-schema")
                .statusCode(200)
                .body("'$schema'", equalTo("https://json-schema.org/draft/2020-12/schema"));
    }
}
