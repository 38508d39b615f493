package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosesTest extends RunningService {

    private static final Map<String, Object> ARTICLE = Map.of("interface", "veth0", "destination", "10.1.1.3");

    @Test
    void theFirstCauseAndTheFixesThatWereTriedAreNamed() {
        String lab = newLab(Map.of("template", "veth-one-host", "profile", "kernel"));

        post(lab + "/diagnoses", Map.of("ping", ARTICLE))
                .statusCode(200)
                .body("cause.namespace", equalTo("host"))
                .body("cause.interface", equalTo("veth1"))
                .body("cause.function", equalTo("fib_validate_source"))
                .body("cause.fate", equalTo("ignored"))
                .body("cause.reason", nullValue())
                .body("cause.detail", containsString("accept_local is off on veth1"))
                .body("cause.sysctls.name", hasItem("net.ipv4.conf.veth1.accept_local"))
                .body("cause.packet.summary", containsString("who-has 10.1.1.3"))
                .body("fixes[0].commands", equalTo(List.of("sysctl -w net.ipv4.conf.veth1.accept_local=1")))
                .body("fixes.verified", everyItem(equalTo(true)))
                .body("tried", notNullValue())
                .body("complete", equalTo(true));
    }

    @Test
    void theLabStaysAsItWas() {
        String lab = labOf("veth-one-host");
        String before = state(lab);

        post(lab + "/diagnoses", Map.of("ping", ARTICLE)).statusCode(200);

        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void ofTheArticlesFiveCommandsThreeAreNeeded() {
        String lab = newLab(Map.of("template", "veth-one-host", "profile", "ubuntu-16.04"));
        String conf = "/proc/sys/net/ipv4/conf/";

        post(
                        lab + "/diagnoses",
                        Map.of(
                                "ping",
                                ARTICLE,
                                "candidates",
                                List.of(
                                        "echo 1 > " + conf + "veth1/accept_local",
                                        "echo 1 > " + conf + "veth0/accept_local",
                                        "echo 0 > " + conf + "all/rp_filter",
                                        "echo 0 > " + conf + "veth0/rp_filter",
                                        "echo 0 > " + conf + "veth1/rp_filter")))
                .statusCode(200)
                .body("candidatesSuffice", equalTo(true))
                .body(
                        "candidatesNeeded",
                        equalTo(List.of(
                                "echo 1 > " + conf + "veth1/accept_local",
                                "echo 0 > " + conf + "all/rp_filter",
                                "echo 0 > " + conf + "veth1/rp_filter")));
    }

    @Test
    void aConnectionThatIsRefusedIsAskedAbout() {
        String lab = labOf("two-namespaces");

        post(lab + "/diagnoses", Map.of("tcp", Map.of("namespace", "red", "destination", "10.1.1.3", "port", 80)))
                .statusCode(200)
                .body("cause.function", equalTo("tcp_v4_rcv"))
                .body("cause.reason", equalTo("NO_SOCKET"))
                .body("fixes[0].commands", equalTo(List.of("ip netns exec blue nc -l -k 80 &")));
        run(lab, "ip netns exec blue nc -u -l -k 53 &", "ip netns exec blue iptables -A INPUT -p udp -j DROP");
        post(lab + "/diagnoses", Map.of("udp", Map.of("namespace", "red", "destination", "10.1.1.3", "port", 53)))
                .statusCode(200)
                .body("cause.reason", equalTo("NETFILTER_DROP"))
                .body("fixes[0].commands[0]", containsString("nft delete rule ip filter INPUT"));
    }

    @Test
    void whatShouldFailIsMadeToFail() {
        String lab = labOf("two-namespaces");

        post(
                        lab + "/diagnoses",
                        Map.of(
                                "ping",
                                Map.of("namespace", "red", "destination", "10.1.1.3", "count", 1),
                                "expect",
                                "failure"))
                .statusCode(200)
                .body("cause.function", equalTo("icmp_echo"))
                .body("fixes.commands", notNullValue());
        post(lab + "/diagnoses", Map.of("ping", Map.of("namespace", "red", "destination", "10.1.1.3", "count", 1)))
                .body("cause", nullValue())
                .body("fixes", empty());
    }

    @Test
    void exactlyOneThingIsDiagnosed() {
        String lab = labOf("two-namespaces");
        Map<String, Object> port = Map.of("destination", "10.1.1.3", "port", 80);

        post(lab + "/diagnoses", Map.of()).statusCode(400).body("errors[0].pointer", equalTo("/ping"));
        post(lab + "/diagnoses", Map.of("tcp", port, "udp", port))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/udp"));
        post(lab + "/diagnoses", Map.of("tcp", Map.of("destination", "10.1.1.3", "port", 65536)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/tcp/port"));
        post(lab + "/diagnoses", Map.of("udp", Map.of("namespace", "x", "destination", "10.1.1.3", "port", 1)))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/udp/namespace"));
    }
}
