package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabsTest extends RunningService {

    @Test
    void aLabIsMadeListedRenamedAndDeleted() {
        String lab = emptyLab();
        String id = lab.substring(lab.lastIndexOf('/') + 1);

        get(lab).statusCode(200)
                .header("ETag", "\"0\"")
                .body("id", matchesPattern("[0-9a-z]{26}"))
                .body("name", equalTo("a test"))
                .body("profile", equalTo("kernel"));
        get(LABS + "?pageSize=500").statusCode(200).body("labs.id", hasItem(id));
        patch(lab, Map.of("name", "another", "ttlSeconds", 60))
                .statusCode(200)
                .body("name", equalTo("another"))
                .body("ttlSeconds", equalTo(60));
        delete(lab).statusCode(204);
        get(lab).statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void aLabIsBuiltFromTheCatalogue() {
        String lab = labOf("two-namespaces");

        get(lab + "/namespaces").body("namespaces.name", equalTo(java.util.List.of("host", "red", "blue")));
    }

    @Test
    void theSameSeedGivesTheSameLab() {
        String one = labOf("veth-one-host");
        String other = labOf("veth-one-host");
        String third = newLab(Map.of("template", "veth-one-host", "seed", 2));

        assertThat(get(one + "/topology").extract().asString())
                .isEqualTo(get(other + "/topology").extract().asString())
                .isNotEqualTo(get(third + "/topology").extract().asString());
    }

    @Test
    void aCloneGoesOnWhereItsOriginalIs() {
        String lab = labOf("veth-one-host");
        run(lab, "ip addr add 10.9.9.9/24 dev veth0");
        String clone = post(lab + "/clones", Map.of("name", "the copy"))
                .statusCode(201)
                .body("name", equalTo("the copy"))
                .extract()
                .header("Location");

        assertThat(state(clone)).isEqualTo(state(lab));
        assertThat(run(clone, "ping -c 1 10.9.9.9")).isEqualTo(run(lab, "ping -c 1 10.9.9.9"));
        run(clone, "ip link del veth0");
        get(lab + "/namespaces/host/interfaces/veth0").statusCode(200);
    }

    @Test
    void theJournalHasEveryOperationThatChangedSomething() {
        String lab = emptyLab();
        post(lab + "/namespaces", Map.of("name", "red")).statusCode(201);
        run(lab, "sleep 1");
        delete(lab + "/captures").statusCode(204);

        get(lab + "/journal")
                .body("operations.command", equalTo(java.util.Arrays.asList("ip netns add red", "sleep 1", null)))
                .body("operations.operation", equalTo(java.util.List.of("command", "command", "clear-captures")));
        get(lab).header("ETag", "\"3\"").body("virtualTimeNs", greaterThan(1_000_000_000));
    }

    @Test
    void listsComeInPages() {
        String lab = emptyLab();
        run(lab, "ip netns add a", "ip netns add b", "ip netns add c");

        String token = get(lab + "/namespaces?pageSize=3")
                .body("namespaces", hasSize(3))
                .extract()
                .path("nextPageToken");
        get(lab + "/namespaces?pageSize=3&pageToken=" + token)
                .body("namespaces.name", equalTo(java.util.List.of("c")))
                .body("nextPageToken", equalTo(null));
        get(lab + "/namespaces?pageSize=0").statusCode(400).body("detail", containsString("1 to 500"));
        get(lab + "/namespaces?pageSize=many").statusCode(400);
        get(lab + "/namespaces?pageToken=%21").statusCode(400).body("errors[0].pointer", equalTo("/pageToken"));
    }

    @Test
    void aChangeThoughtOutForAnOlderRevisionIsRefused() {
        String lab = emptyLab();
        run(lab, "ip netns add red");

        request()
                .header("If-Match", "\"0\"")
                .delete(lab + "/namespaces/red")
                .then()
                .statusCode(412);
        request().header("If-Match", "\"0\"").delete(lab).then().statusCode(412);
        request().header("If-Match", "0").delete(lab).then().statusCode(400);
        request()
                .header("If-Match", "\"1\"")
                .delete(lab + "/namespaces/red")
                .then()
                .statusCode(204);
        request().header("If-Match", "*").delete(lab).then().statusCode(204);
    }

    @Test
    void aLabIsKeptNoLongerThanTheOperatorAllows() {
        post(LABS, Map.of("ttlSeconds", 10_000_000))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/ttlSeconds"))
                .body("detail", containsString("86400"));
        post(LABS, Map.of("ttlSeconds", 0)).statusCode(400);
    }

    @Test
    void whatIsNotSimulatedIsRefusedAndSaysSo() {
        post(LABS, Map.of("ipv6", true)).statusCode(422).body("detail", containsString("IPv6 is not simulated"));
    }

    @Test
    void theExportsAreTheLabInOtherForms() {
        String lab = labOf("veth-one-host");

        assertThat(get(lab + "/export").statusCode(200).extract().asString())
                .contains("ip link add veth0 type veth peer name veth1\n");
        get(lab + "/export?format=json").body("namespaces[0].name", equalTo("host"));
        assertThat(get(lab + "/export?format=yaml").statusCode(200).extract().asString())
                .contains("veth0");
        assertThat(get(lab + "/export?format=mermaid").extract().asString()).startsWith("flowchart");
        assertThat(get(lab + "/export?format=dot").extract().asString()).startsWith("graph");
        assertThat(get(lab + "/export?format=containerlab").extract().asString())
                .contains("topology:");
        get(lab + "/export?format=svg").statusCode(400).body("detail", containsString("mermaid"));
    }
}
