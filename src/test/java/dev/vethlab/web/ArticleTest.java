package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The well-known article about veth pairs, replayed: one host, one pair, and a ping that first fails and then works. */
class ArticleTest extends RunningService {

    private static final String WHO_HAS = "ARP, Request who-has 10.1.1.3 tell 10.1.1.2, length 28";
    private static final List<String> FIVE_COMMANDS = List.of(
            "echo 1 > /proc/sys/net/ipv4/conf/veth1/accept_local",
            "echo 1 > /proc/sys/net/ipv4/conf/veth0/accept_local",
            "echo 0 > /proc/sys/net/ipv4/conf/all/rp_filter",
            "echo 0 > /proc/sys/net/ipv4/conf/veth0/rp_filter",
            "echo 0 > /proc/sys/net/ipv4/conf/veth1/rp_filter");

    private String ubuntu() {
        String lab = newLab(Map.of("profile", "ubuntu-16.04"));
        post(
                        lab + "/veth-pairs",
                        Map.of(
                                "ends",
                                List.of(
                                        Map.of("name", "veth0", "addresses", List.of("10.1.1.2/24")),
                                        Map.of("name", "veth1", "addresses", List.of("10.1.1.3/24")))))
                .statusCode(201);
        return lab;
    }

    private List<String> capture(String lab, String device) {
        return request()
                .accept("text/plain")
                .get(lab + "/captures/host/" + device)
                .asString()
                .replaceAll("is-at [0-9a-f:]{17}", "is-at MAC")
                .replaceAll(", id \\d+,", ", id N,")
                .lines()
                .toList();
    }

    @Test
    void thePingFailsAsLongAsNothingIsSet() {
        String lab = ubuntu();

        assertThat(run(lab, "ping -I veth0 10.1.1.3 -c 2"))
                .startsWith("PING 10.1.1.3 (10.1.1.3) from 10.1.1.2 veth0: 56(84) bytes of data.\n")
                .contains("2 packets transmitted, 0 received,");

        assertThat(capture(lab, "veth0")).startsWith(WHO_HAS, WHO_HAS).containsOnly(WHO_HAS);
        assertThat(capture(lab, "veth1")).startsWith(WHO_HAS, WHO_HAS).containsOnly(WHO_HAS);
    }

    @Test
    void theStepsSayWhyNobodyAnswers() {
        String lab = ubuntu();

        post(lab + "/ping-runs", Map.of("interface", "veth0", "destination", "10.1.1.3", "count", 1))
                .statusCode(201)
                .body("trace.steps.fate", hasItem("ignored"))
                .body("summary.received", equalTo(0));
    }

    @Test
    void theFiveCommandsMakeItWork() {
        String lab = ubuntu();
        run(lab, FIVE_COMMANDS.toArray(String[]::new));

        assertThat(run(lab, "ping -I veth0 10.1.1.3 -c 2"))
                .contains("64 bytes from 10.1.1.3: icmp_seq=1 ttl=64 time=")
                .contains("2 packets transmitted, 2 received, 0% packet loss");

        List<String> onThePair = List.of(
                WHO_HAS,
                "ARP, Reply 10.1.1.3 is-at MAC, length 28",
                "IP 10.1.1.2 > 10.1.1.3: ICMP echo request, id N, seq 1, length 64",
                "IP 10.1.1.2 > 10.1.1.3: ICMP echo request, id N, seq 2, length 64");
        assertThat(capture(lab, "veth0")).isEqualTo(onThePair);
        assertThat(capture(lab, "veth1")).isEqualTo(onThePair);
        assertThat(capture(lab, "lo"))
                .containsExactly(
                        "IP 10.1.1.3 > 10.1.1.2: ICMP echo reply, id N, seq 1, length 64",
                        "IP 10.1.1.3 > 10.1.1.2: ICMP echo reply, id N, seq 2, length 64");
    }

    @Test
    void theSameCanBeSetOverTheResourceOfSysctls() {
        String lab = ubuntu();

        patch(
                        lab + "/namespaces/host/sysctls",
                        Map.of(
                                "net.ipv4.conf.veth1.accept_local", "1",
                                "net.ipv4.conf.all.rp_filter", "0",
                                "net.ipv4.conf.veth1.rp_filter", "0"))
                .statusCode(200);

        post(lab + "/ping-runs", Map.of("interface", "veth0", "destination", "10.1.1.3", "count", 2))
                .body("exitCode", equalTo(0));
    }
}
