package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest extends RunningService {

    @Test
    void everyLineHasAResultAndAFailingOneStopsNothing() {
        String lab = emptyLab();

        post(
                        lab + "/commands",
                        Map.of("script", "# a comment\n\nip netns add red\nnonsense\r\nip netns add red\nip netns\n"))
                .statusCode(200)
                .header("Exit-Code", "0")
                .body(
                        "results.command",
                        equalTo(List.of("ip netns add red", "nonsense", "ip netns add red", "ip netns")))
                .body("results.exitCode", equalTo(List.of(0, 127, 1, 0)))
                .body("results[1].stderr", equalTo("nonsense: command not found\n"))
                .body("results[3].stdout", equalTo("red\n"));
    }

    @Test
    void aTerminalNeedsNothingButPlainText() {
        String lab = emptyLab();

        Response answer = request()
                .contentType("text/plain")
                .accept("text/plain")
                .body("echo one\nfalse")
                .post(lab + "/commands");

        assertThat(answer.asString()).isEqualTo("one\n");
        assertThat(answer.header("Exit-Code")).isEqualTo("1");
        assertThat(answer.contentType()).startsWith("text/plain");
        request()
                .contentType("text/plain")
                .body("echo one")
                .post(lab + "/commands")
                .then()
                .contentType("application/json")
                .body("results[0].stdout", equalTo("one\n"));
    }

    @Test
    void theStreamsCanBeHadApart() {
        String lab = emptyLab();

        assertThat(request()
                        .contentType("text/plain")
                        .accept("text/x-shellscript")
                        .body("echo \"it's\"\nnonsense")
                        .post(lab + "/commands")
                        .asString())
                .isEqualTo("printf %s 'it'\\''s\n'\nprintf %s 'nonsense: command not found\n' >&2\nexit 127\n");
    }

    @Test
    void whatIsNoScriptIsRefused() {
        String lab = emptyLab();
        String before = state(lab);

        post(lab + "/commands", "{}").statusCode(400).body("errors[0].pointer", equalTo("/script"));
        post(lab + "/commands", Map.of("script", List.of())).statusCode(400);
        request()
                .contentType("application/xml")
                .body("<a/>")
                .post(lab + "/commands")
                .then()
                .statusCode(415);
        request()
                .contentType("text/plain")
                .body(new byte[] {(byte) 0xff, (byte) 0xfe})
                .post(lab + "/commands")
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
        post(lab + "/commands", Map.of("script", "true\n".repeat(10_001)))
                .statusCode(413)
                .body("detail", containsString("10000"));
        request()
                .contentType("text/plain")
                .accept("image/png")
                .body("true")
                .post(lab + "/commands")
                .then()
                .statusCode(406);
        assertThat(state(lab)).isEqualTo(before);
    }
}
