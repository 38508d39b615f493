package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkTest extends RunningService {

    private static Map<String, Object> end(String namespace, String name, String... addresses) {
        return Map.of("namespace", namespace, "name", name, "addresses", List.of(addresses));
    }

    private static Map<String, Object> pair(Map<String, Object> one, Map<String, Object> other) {
        return Map.of("ends", List.of(one, other));
    }

    @Test
    void namespacesComeAndGo() {
        String lab = emptyLab();

        String red = post(lab + "/namespaces", Map.of("name", "red"))
                .statusCode(201)
                .body("interfaces", equalTo(List.of("lo")))
                .extract()
                .header("Location");
        get(red).statusCode(200);
        post(lab + "/namespaces", Map.of("name", "red"))
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("detail", containsString("File exists"));
        post(lab + "/namespaces", Map.of("name", "host")).statusCode(409);
        delete(red).statusCode(204);
        delete(red).statusCode(404);
        delete(lab + "/namespaces/host").statusCode(422).body("detail", containsString("stays"));
    }

    @Test
    void aPairJoinsTwoNamespacesAndGoesAsAWhole() {
        String lab = emptyLab();
        run(lab, "ip netns add red", "ip netns add blue");

        String pair = post(
                        lab + "/veth-pairs",
                        pair(end("red", "eth0", "10.1.1.2/24"), end("blue", "eth0", "10.1.1.3/24")))
                .statusCode(201)
                .body("ends.namespace", equalTo(List.of("red", "blue")))
                .body("ends.operstate", equalTo(List.of("UP", "UP")))
                .extract()
                .header("Location");
        assertThat(run(lab, "ip netns exec red ping -c 1 10.1.1.3")).contains(" 0% packet loss");
        get(pair).body("ends[0].peer.namespace", equalTo("blue"));
        get(lab + "/veth-pairs").body("vethPairs", hasSize(1));
        delete(pair).statusCode(204);
        get(pair).statusCode(404);
        get(lab + "/namespaces/blue/interfaces").body("interfaces.name", equalTo(List.of("lo")));
    }

    @Test
    void aPairIsMadeWholeOrNotAtAll() {
        String lab = emptyLab();
        run(lab, "ip link add veth1 type veth peer name other");
        String before = state(lab);

        post(lab + "/veth-pairs", pair(end("host", "veth0"), end("host", "veth1")))
                .statusCode(409)
                .body("errno", equalTo("EEXIST"))
                .body("detail", containsString("RTNETLINK answers: File exists"));
        post(lab + "/veth-pairs", pair(end("host", "veth2"), end("nowhere", "veth3")))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/ends/1/namespace"));
        post(lab + "/veth-pairs", pair(end("host", "veth2", "10.1.1.2/24", "10.1.1.2/24"), end("host", "veth3")))
                .statusCode(409);

        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void anInterfaceIsMadeChangedMovedAndDeleted() {
        String lab = emptyLab();
        run(lab, "ip netns add red");
        String host = lab + "/namespaces/host/interfaces";

        post(host, Map.of("name", "veth0.10", "kind", "veth", "peer", Map.of("name", "br-int")))
                .statusCode(201)
                .header("Location", host + "/veth0.10")
                .body("peer.name", equalTo("br-int"));
        get(host).body("interfaces.name", hasItems("lo", "br-int", "veth0.10"));
        patch(host + "/br-int", Map.of("mtu", 1400, "mac", "02:00:00:00:00:01", "up", true, "alias", "a port"))
                .statusCode(200)
                .body("mtu", equalTo(1400))
                .body("mac", equalTo("02:00:00:00:00:01"))
                .body("alias", equalTo("a port"))
                .body("flags", hasItem("NO-CARRIER"));
        patch(host + "/veth0.10", Map.of("name", "eth0", "namespace", "red", "up", true))
                .statusCode(200)
                .body("namespace", equalTo("red"))
                .body("name", equalTo("eth0"))
                .body("operstate", equalTo("UP"));
        patch(lab + "/namespaces/red/interfaces/eth0", Map.of("namespace", "host"))
                .statusCode(200)
                .body("namespace", equalTo("host"));
        delete(host + "/br-int").statusCode(204);
        get(host + "/eth0").statusCode(404);
        delete(host + "/lo").statusCode(422).body("errno", equalTo("EOPNOTSUPP"));
    }

    @Test
    void aChangeOfAnInterfaceThatIsRefusedInPartChangesNothing() {
        String lab = labOf("veth-one-host");
        String before = state(lab);

        patch(lab + "/namespaces/host/interfaces/veth0", Map.of("up", false, "mtu", 70_000))
                .statusCode(422)
                .body("errno", equalTo("EINVAL"));

        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void addressesAreAddedReadAndTakenAway() {
        String lab = labOf("veth-one-host");
        String addresses = lab + "/namespaces/host/interfaces/veth0/addresses";

        post(addresses, Map.of("address", "10.5.0.1/16", "broadcast", "10.5.255.255", "label", "veth0:x"))
                .statusCode(201)
                .header("Location", addresses + "/10.5.0.1")
                .body("broadcast", equalTo("10.5.255.255"))
                .body("label", equalTo("veth0:x"));
        post(addresses, Map.of("address", "10.5.0.1/16")).statusCode(409).body("errno", equalTo("EEXIST"));
        post(addresses, Map.of("address", "10.5.0.2/16")).statusCode(201).body("secondary", equalTo(true));
        get(addresses + "/10.5.0.1/16").statusCode(200);
        get(addresses + "/10.5.0.1%2F16").statusCode(200);
        get(addresses + "/10.5.0.1/17").statusCode(404);
        get(addresses).body("addresses.address", equalTo(List.of("10.1.1.2/24", "10.5.0.1/16", "10.5.0.2/16")));
        delete(addresses + "/10.5.0.2").statusCode(204);
        delete(addresses + "/10.5.0.1/16").statusCode(204);
        delete(addresses + "/10.5.0.1").statusCode(404);
    }

    @Test
    void routesAreAddedReadAndDeleted() {
        String lab = labOf("veth-one-host");
        String routes = lab + "/namespaces/host/routes";

        String route = post(routes, Map.of("destination", "10.2.0.0/16", "via", "10.1.1.9", "metric", 7))
                .statusCode(201)
                .body("nextHops[0].interface", equalTo("veth0"))
                .body("metric", equalTo(7))
                .extract()
                .header("Location");
        get(route).body("destination", equalTo("10.2.0.0/16"));
        get(routes).body("routes.destination", hasItems("10.1.1.0/24", "10.2.0.0/16"));
        get(routes + "?table=local").body("routes.type", hasItems("local", "broadcast"));
        get(routes + "?table=all").body("routes.table", hasItems("local", "main"));
        get(routes + "?table=nonsense").statusCode(400);
        post(routes, Map.of("destination", "10.2.0.0/16", "via", "10.1.1.9", "metric", 7))
                .statusCode(409);
        post(routes, Map.of("destination", "10.3.0.0/16", "via", "192.168.1.1"))
                .statusCode(422)
                .body("detail", containsString("Nexthop has invalid gateway"));
        post(routes, Map.of("destination", "default", "interface", "nothing"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/interface"));
        post(routes, Map.of("destination", "10.4.0.0/16", "type", "unreachable", "table", "100"))
                .statusCode(201)
                .body("table", equalTo("100"))
                .body("nextHops", hasSize(0));
        delete(route).statusCode(204);
        get(route).statusCode(404);
    }

    @Test
    void rulesAreAddedReadAndDeleted() {
        String lab = labOf("veth-one-host");
        String rules = lab + "/namespaces/host/rules";

        get(rules).body("rules.priority", equalTo(List.of(0, 32766, 32767)));
        String rule = post(rules, Map.of("priority", 100, "from", "10.1.1.0/24", "mark", "0x1/0xff", "table", "100"))
                .statusCode(201)
                .body("mark", equalTo("0x1/0xff"))
                .body("table", equalTo("100"))
                .extract()
                .header("Location");
        post(rules, Map.of("priority", 100, "from", "10.1.1.0/24", "mark", "0x1/0xff", "table", "100"))
                .statusCode(409);
        post(rules, Map.of("action", "blackhole", "table", "100")).statusCode(400);
        post(rules, Map.of("action", "goto")).statusCode(400).body("errors[0].pointer", equalTo("/gotoPriority"));
        post(rules, Map.of("action", "unreachable", "to", "10.9.0.0/16")).statusCode(201);
        delete(rule).statusCode(204);
        get(rule).statusCode(404);
    }

    @Test
    void neighborsAreAddedReadAndDeleted() {
        String lab = labOf("veth-one-host");
        String neighbors = lab + "/namespaces/host/neighbors";

        String neighbor = post(
                        neighbors, Map.of("address", "10.1.1.9", "interface", "veth0", "mac", "02:00:00:00:00:09"))
                .statusCode(201)
                .body("state", equalTo("permanent"))
                .extract()
                .header("Location");
        get(neighbor).body("mac", equalTo("02:00:00:00:00:09"));
        get(neighbors).body("neighbors.address", hasItem("10.1.1.9"));
        post(neighbors, Map.of("address", "10.1.1.9", "interface", "veth0", "mac", "02:00:00:00:00:08"))
                .statusCode(409);
        post(neighbors, Map.of("address", "10.1.1.8", "interface", "veth0", "proxy", true))
                .statusCode(201)
                .body("proxy", equalTo(true));
        delete(neighbor).statusCode(204);
        get(neighbors).body("neighbors.state", not(hasItem("permanent")));
    }
}
