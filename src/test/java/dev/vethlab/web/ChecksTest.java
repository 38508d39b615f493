package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest extends RunningService {

    private static final Map<String, Object> BLUE = Map.of("namespace", "red", "destination", "10.1.1.3");

    private static Map<String, Object> port(int number) {
        return Map.of("namespace", "red", "destination", "10.1.1.3", "port", number);
    }

    private static Map<String, Object> checks(Object... checks) {
        return Map.of("checks", List.of(checks));
    }

    @Test
    void reachabilityStateAndPacketsAreChecked() {
        String lab = labOf("two-namespaces");
        run(lab, "ip netns exec blue nc -l -k 80 &", "ip netns exec blue iptables -A INPUT -p tcp --dport 81 -j DROP");

        post(
                        lab + "/checks",
                        checks(
                                Map.of("id", "ping", "ping", BLUE, "expect", "success", "points", 2),
                                Map.of("id", "open", "tcp", port(80), "expect", "open"),
                                Map.of("id", "lost", "tcp", port(81), "expect", "filtered"),
                                Map.of("id", "shut", "tcp", port(82), "expect", "refused"),
                                Map.of("id", "not", "tcp", port(82), "expect", "failure"),
                                Map.of("id", "udp", "udp", port(53), "expect", "refused"),
                                Map.of(
                                        "id",
                                        "seen",
                                        "seen",
                                        Map.of("namespace", "blue", "interface", "veth1", "filter", "arp", "min", 1)),
                                Map.of(
                                        "id",
                                        "sysctl",
                                        "sysctl",
                                        Map.of("namespace", "red", "name", "net.ipv4.ip_forward"),
                                        "equals",
                                        "0")))
                .statusCode(200)
                .body("status", equalTo("passed"))
                .body("score.points", equalTo(9))
                .body("score.of", equalTo(9))
                .body("checks.status.unique()", equalTo(List.of("passed")))
                .body("checks[2].detail", containsString("tcp port 81 of 10.1.1.3 is filtered: "));
        assertThat(get(lab + "/captures/blue/veth1").extract().jsonPath().getList("packets"))
                .isEmpty();
    }

    @Test
    void whatDoesNotHoldFailsWithItsReasonAndFeedback() {
        String lab = labOf("two-namespaces");

        post(
                        lab + "/checks",
                        checks(
                                Map.of("id", "web", "tcp", port(80), "feedback", "Start the server."),
                                Map.of("id", "odd", "command", Map.of("line", "frobnicate"), "points", 3)))
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("score.points", equalTo(0))
                .body("score.of", equalTo(4))
                .body("checks[0].status", equalTo("failed"))
                .body("checks[0].detail", containsString("nobody listens on port 80 of 10.1.1.3"))
                .body("checks[0].feedback", equalTo("Start the server."))
                .body("checks[1].status", equalTo("unmodelled"));
    }

    @Test
    void somebodyListensWhereThatIsAskedFor() {
        String lab = labOf("two-namespaces");
        Map<String, Object> heard = Map.of("namespace", "red", "destination", "10.1.1.3", "port", 5000, "listen", true);

        post(lab + "/checks", checks(Map.of("id", "t", "tcp", heard), Map.of("id", "u", "udp", heard)))
                .statusCode(200)
                .body("status", equalTo("passed"));
    }

    @Test
    void theReportIsJunitXmlForWhoeverAsksForIt() {
        String lab = labOf("two-namespaces");

        String xml = request()
                .contentType(ContentType.JSON)
                .accept("application/junit+xml")
                .body(checks(
                        Map.of("id", "ping", "ping", BLUE),
                        Map.of("id", "<web>", "tcp", port(80)),
                        Map.of("id", "odd", "command", Map.of("line", "frobnicate"))))
                .post(lab + "/checks")
                .then()
                .statusCode(200)
                .contentType("application/junit+xml")
                .extract()
                .asString();
        assertThat(xml)
                .contains("tests=\"3\"", "failures=\"1\"", "&lt;web&gt;", "<failure")
                .contains("nobody listens on port 80");
    }

    @Test
    void checksThatCannotBeMeantAreRefused() {
        String lab = labOf("two-namespaces");

        post(lab + "/checks", checks(Map.of("id", "none")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/checks/0"));
        post(lab + "/checks", checks(Map.of("id", "two", "ping", BLUE, "tcp", port(80))))
                .statusCode(400);
        post(lab + "/checks", checks(Map.of("id", "a", "ping", BLUE, "expect", "refused")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/checks/0/expect"));
        post(lab + "/checks", checks(Map.of("id", "a", "ping", BLUE, "surprise", 1)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/checks/0/surprise"));
        post(lab + "/checks", checks()).statusCode(400);
    }
}
