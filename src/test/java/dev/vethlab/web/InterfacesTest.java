package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of interface over REST. */
class InterfacesTest extends RunningService {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        dummy   |                                                |              | ip link add name x type dummy
        bridge  | vlan_filtering=true;ageing_time=0              |              | ip link add name x type bridge ageing_time 0 vlan_filtering 1
        vlan    | id=10;reorder_hdr=false                        | eth0         | ip link add link eth0 name x type vlan id 10 reorder_hdr off
        macvlan | mode=bridge                                    | eth0         | ip link add link eth0 name x type macvlan mode bridge
        ipvlan  | mode=l2                                        | eth0         | ip link add link eth0 name x type ipvlan mode l2
        vxlan   | id=100;dstport=4789;learning=false             |              | ip link add name x type vxlan dstport 4789 id 100 nolearning
        bond    | mode=active-backup;miimon=100                  |              | ip link add name x type bond miimon 100 mode active-backup
        gre     | remote=10.0.0.2;local=10.0.0.1;ttl=64          |              | ip link add name x type gre local 10.0.0.1 remote 10.0.0.2 ttl 64
        gretap  | remote=10.0.0.2;local=10.0.0.1                 |              | ip link add name x type gretap local 10.0.0.1 remote 10.0.0.2
        ipip    | remote=10.0.0.2;local=10.0.0.1                 |              | ip link add name x type ipip local 10.0.0.1 remote 10.0.0.2
        vrf     | table=100                                      |              | ip link add name x type vrf table 100
        tap     |                                                |              | ip tuntap add dev x mode tap
        tun     | user=0                                         |              | ip tuntap add dev x mode tun user 0
        """)
    void everyKindIsMadeByItsCommand(String kind, String options, String link, String command) {
        String lab = emptyLab();
        run(lab, "ip link add eth0 type dummy", "ip link set eth0 up", "ip addr add 10.0.0.1/24 dev eth0");
        Map<String, Object> wanted = new HashMap<>(Map.of("name", "x", "kind", kind));
        if (link != null) {
            wanted.put("link", link);
        }
        if (options != null) {
            wanted.put("options", options(options));
        }

        post(lab + "/namespaces/host/interfaces", wanted)
                .statusCode(201)
                .body("kind", equalTo(kind))
                .body("link.name", equalTo(link));

        List<String> words = get(lab + "/journal").extract().path("operations.command");
        assertThat(words.get(words.size() - 1).split(" ")).containsExactlyInAnyOrder(command.split(" "));
        delete(lab + "/namespaces/host/interfaces/x").statusCode(204);
    }

    private static Map<String, Object> options(String text) {
        Map<String, Object> options = new java.util.TreeMap<>();
        for (String option : text.split(";")) {
            String[] pair = option.split("=");
            options.put(pair[0], pair[1].matches("true|false") ? (Object) Boolean.valueOf(pair[1]) : pair[1]);
        }
        return options;
    }

    @Test
    void aBridgeWithItsPortsIsMadeShownAndChanged() {
        String lab = emptyLab();
        String host = lab + "/namespaces/host/interfaces";

        post(host, Map.of("name", "br0", "kind", "bridge", "addresses", List.of("10.0.0.1/24"), "up", true))
                .statusCode(201)
                .body("options.stp_state", equalTo(0))
                .body("addresses[0].address", equalTo("10.0.0.1/24"))
                .body("up", equalTo(true));
        post(host, Map.of("name", "p0", "kind", "dummy", "master", "br0", "up", true))
                .statusCode(201)
                .body("master", equalTo("br0"))
                .body("options", nullValue())
                .body("portOptions.state", equalTo("forwarding"))
                .body("portOptions.learning", equalTo(true));
        patch(host + "/br0", Map.of("options", Map.of("vlan_filtering", true, "ageing_time", 1000)))
                .statusCode(200)
                .body("options.vlan_filtering", equalTo(1))
                .body("options.ageing_time", equalTo(1000));
        patch(host + "/p0", Map.of("portOptions", Map.of("learning", false, "cost", 7), "promiscuous", true))
                .statusCode(200)
                .body("portOptions.learning", equalTo(false))
                .body("portOptions.cost", equalTo(7))
                .body("flags", hasItem("PROMISC"));
        patch(host + "/p0", Map.of("master", "", "arp", false))
                .statusCode(200)
                .body("master", nullValue())
                .body("portOptions", nullValue())
                .body("flags", hasItem("NOARP"));
    }

    @Test
    void aBridgeOfOpenVswitchHasPortsToo() {
        String lab = emptyLab();
        String host = lab + "/namespaces/host/interfaces";

        post(host, Map.of("name", "br-int", "kind", "ovs-bridge", "options", Map.of("fail_mode", "secure")))
                .statusCode(201)
                .body("kind", equalTo("ovs-bridge"));
        post(host, Map.of("name", "p0", "kind", "tap", "master", "br-int", "up", true))
                .statusCode(201);
        assertThat(run(lab, "ovs-vsctl list-ports br-int")).isEqualTo("p0\n");
        patch(host + "/p0", Map.of("master", "")).statusCode(200);
        assertThat(run(lab, "ovs-vsctl list-ports br-int", "ovs-vsctl get-fail-mode br-int"))
                .isEqualTo("secure\n");
        delete(host + "/br-int").statusCode(204);
        get(host + "/br-int").statusCode(404);
    }

    @Test
    void whatTheKernelOrTheProgramRefusesIsToldInItsWords() {
        String lab = emptyLab();
        String host = lab + "/namespaces/host/interfaces";
        String before = state(lab);

        post(host, Map.of("name", "x", "kind", "wireless"))
                .statusCode(422)
                .body("detail", containsString("Unknown device type"))
                .body("errno", equalTo("EOPNOTSUPP"));
        post(host, Map.of("name", "x", "kind", "vxlan", "options", Map.of("dstport", 4789)))
                .statusCode(422)
                .body("detail", containsString("missing virtual network identifier"));
        post(host, Map.of("name", "x", "kind", "vlan", "link", "nothing", "options", Map.of("id", 5)))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/link"));
        post(host, Map.of("name", "x", "kind", "dummy", "master", "lo"))
                .statusCode(422)
                .body("detail", containsString("Operation not supported"));
        post(host, Map.of("name", "x", "kind", "bridge", "options", Map.of("stp_state", Map.of("a", 1))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/options"));
        post(host, Map.of("name", "x", "kind", "bridge", "peer", Map.of("name", "y")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/peer"));
        patch(host + "/lo", Map.of("portOptions", Map.of("cost", 7)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/portOptions"));

        assertThat(state(lab)).isEqualTo(before);
    }
}
