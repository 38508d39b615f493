package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficTest extends RunningService {

    @Test
    void aPingRunHasItsFiguresPacketsAndSteps() {
        String lab = labOf("two-namespaces");

        String run = post(lab + "/ping-runs", Map.of("namespace", "red", "destination", "10.1.1.3", "count", 2))
                .statusCode(201)
                .body("exitCode", equalTo(0))
                .body("output", containsString("2 packets transmitted, 2 received, 0% packet loss"))
                .body("summary.received", equalTo(2))
                .body("summary.rttMs.min", notNullValue())
                .body("replies.sequence", equalTo(List.of(1, 2)))
                .body("trace.packets[0].summary", equalTo("ARP, Request who-has 10.1.1.3 tell 10.1.1.2, length 28"))
                .body("trace.packets[0].arp.operation", equalTo("request"))
                .body("trace.steps.function", hasItem("icmp_echo"))
                .extract()
                .header("Location");
        get(run).statusCode(200).body("request.count", equalTo(2));
        get(lab + "/ping-runs").body("pingRuns", hasSize(1)).body("pingRuns[0].trace", nullValue());
        get(lab + "/ping-runs/none").statusCode(404);
    }

    @Test
    void aPingThatCannotBeSentIsARunWithoutFigures() {
        String lab = emptyLab();

        post(lab + "/ping-runs", Map.of("destination", "10.1.1.3"))
                .statusCode(201)
                .body("exitCode", equalTo(2))
                .body("output", containsString("Network is unreachable"));
        post(lab + "/ping-runs", Map.of("destination", "10.1.1.3", "namespace", "nowhere"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/namespace"));
        post(lab + "/ping-runs", Map.of("destination", "10.1.1.300")).statusCode(400);
        post(lab + "/ping-runs", Map.of("destination", "10.1.1.3", "count", 0))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/count"));
        post(lab + "/ping-runs", Map.of("destination", "10.1.1.3", "interface", "a very long name for an interface"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/interface"));
    }

    @Test
    void everyInterfaceIsCaptured() {
        String lab = labOf("two-namespaces");
        run(lab, "ip netns exec red ping -c 1 10.1.1.3");
        String veth1 = lab + "/captures/blue/veth1";

        get(lab + "/captures").statusCode(200).body("captures.interface", hasItem("veth1"));
        get(veth1).body("packets.direction", equalTo(List.of("in", "out", "in", "out")));
        assertThat(request().accept("text/plain").get(veth1).asString())
                .startsWith("ARP, Request who-has 10.1.1.3 tell 10.1.1.2, length 28\nARP, Reply 10.1.1.3 is-at ")
                .contains("IP 10.1.1.2 > 10.1.1.3: ICMP echo request, id ");
        assertThat(get(veth1 + "?format=text&filter=icmp%5Bicmptype%5D%3D%3D8")
                        .extract()
                        .asString()
                        .lines())
                .singleElement()
                .asString()
                .contains("echo request");
        get(veth1 + "?filter=arp").body("packets.arp.operation", equalTo(List.of("request", "reply")));
        get(veth1 + "?filter=nonsense+here").statusCode(400).body("errors[0].pointer", equalTo("/filter"));
        assertThat(request().accept("application/vnd.tcpdump.pcap").get(veth1).asByteArray())
                .startsWith(0x4d, 0x3c, 0xb2, 0xa1);
        assertThat(get(veth1 + "?format=pcap").extract().asByteArray()).hasSizeGreaterThan(24);
        assertThat(request()
                        .accept("application/x-pcapng")
                        .get(lab + "/captures")
                        .asByteArray())
                .startsWith(0x0a, 0x0d, 0x0d, 0x0a);
        get(veth1 + "?format=png").statusCode(400);
        request().accept("image/png").get(veth1).then().statusCode(406);
        get(lab + "/captures/blue/veth9").statusCode(404);
        delete(lab + "/captures").statusCode(204);
        get(lab + "/captures").body("captures.packets", everyItem(equalTo(0)));
    }

    @Test
    void aCaptureOutlivesItsInterface() {
        String lab = labOf("two-namespaces");
        run(lab, "ip netns exec red ping -c 1 10.1.1.3", "ip netns del blue");

        get(lab + "/captures/blue/veth1").statusCode(200).body("packets.size()", greaterThan(2));
    }
}
