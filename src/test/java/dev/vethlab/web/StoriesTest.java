package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoriesTest extends RunningService {

    private String articlesRun() {
        return post(
                        labOf("veth-one-host") + "/ping-runs",
                        Map.of("interface", "veth0", "destination", "10.1.1.3", "count", 1))
                .statusCode(201)
                .extract()
                .header("Location");
    }

    private String told(String run, String accept) {
        return request()
                .accept(accept)
                .get(run)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void aRunIsToldAsText() {
        assertThat(told(articlesRun(), "text/plain"))
                .startsWith(
                        "host: ping -I veth0 -c 1 10.1.1.3\n\n0 of 1 pings were answered. What stopped them first: ")
                .contains("10.1.1.2 is an address of this host and accept_local is off on veth1 (host/veth1)")
                .contains("host sends on veth0 packet ")
                .contains("net.ipv4.conf.veth1.accept_local is 0")
                .contains("It is ignored, without a word");
    }

    @Test
    void aRunIsToldInMarkdown() {
        assertThat(told(articlesRun(), "text/markdown"))
                .startsWith("# host: `ping -I veth0 -c 1 10.1.1.3`\n")
                .contains("- **", "  - host/veth1: ", "(`fib_validate_source`)");
    }

    @Test
    void aRunIsDrawnAsASequenceOfMessages() {
        String run = articlesRun();

        assertThat(request()
                        .get(run + "?format=mermaid")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .startsWith("sequenceDiagram\n")
                .contains("who-has 10.1.1.3", "accept_local");
        request().get(run + "?format=poem").then().statusCode(400).body("errors[0].pointer", equalTo("/format"));
    }
}
