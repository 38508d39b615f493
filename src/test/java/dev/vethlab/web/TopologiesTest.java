package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologiesTest extends RunningService {

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/yaml"})
    void aDocumentPutIntoAFreshLabGivesTheSameDocument(String mediaType) {
        String lab = labOf("router");
        run(
                lab,
                "ip -n rt neigh add 192.168.10.77 lladdr 02:00:00:00:00:77 dev left",
                "sysctl -w net.ipv4.ip_forward=1");
        String document = request().accept(mediaType).get(lab + "/topology").asString();
        String fresh = emptyLab();

        String answer = request()
                .contentType(mediaType)
                .accept(mediaType)
                .body(document)
                .put(fresh + "/topology")
                .then()
                .statusCode(200)
                .contentType(mediaType)
                .extract()
                .asString();

        assertThat(answer).isEqualTo(document);
        assertThat(request().accept(mediaType).get(fresh + "/topology").asString())
                .isEqualTo(document);
    }

    @Test
    void aLabIsMadeEqualToADocument() {
        String lab = labOf("veth-one-host");
        String tag = get(lab + "/topology").extract().header("ETag");

        request()
                .contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(Map.of("namespaces", List.of(Map.of("name", "host"), Map.of("name", "red"))))
                .put(lab + "/topology")
                .then()
                .statusCode(200)
                .body("namespaces.name", equalTo(List.of("host", "red")));
        get(lab + "/namespaces/host/interfaces").body("interfaces.name", equalTo(List.of("lo")));
        request()
                .contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(Map.of("namespaces", List.of(Map.of("name", "host"))))
                .put(lab + "/topology")
                .then()
                .statusCode(412);
    }

    @Test
    void aDocumentThatCannotBeBuiltChangesNothing() {
        String lab = labOf("veth-one-host");
        String before = state(lab);

        put(lab + "/topology", "{}").statusCode(400);
        put(lab + "/topology", "{\"namespaces\":[{\"name\":\"host\",\"colour\":\"red\"}]}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/namespaces/0/colour"));
        put(lab + "/topology", "{\"namespaces\":[{\"name\":\"host\"},{\"name\":\"host\"}]}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/namespaces/1/name"));
        put(lab + "/topology", "{\"namespaces\":[{\"name\":\"host\",\"interfaces\":[{\"name\":\"a\"}]}]}")
                .statusCode(400)
                .body("detail", containsString("peer"));
        put(
                        lab + "/topology",
                        "{\"namespaces\":[{\"name\":\"host\",\"interfaces\":[{\"name\":\"lo\",\"addresses\":[\"10.1.1.300/24\"]}]}]}")
                .statusCode(422);
        put(lab + "/topology", "{\"namespaces\":[{\"name\":\"host\",\"routes\":[\"10.9.0.0/16 via 10.1.1.1\"]}]}")
                .statusCode(422);
        request()
                .contentType("application/yaml")
                .body("namespaces: [")
                .put(lab + "/topology")
                .then()
                .statusCode(400);
        request()
                .contentType("application/yaml")
                .body("")
                .put(lab + "/topology")
                .then()
                .statusCode(400);

        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void theCatalogueSaysWhatToTry() {
        get("/api/v1/topologies").statusCode(200).body("topologies.id", hasItems("veth-one-host", "two-namespaces"));
        get("/api/v1/topologies/veth-one-host")
                .statusCode(200)
                .body("profile", equalTo("ubuntu-16.04"))
                .body("topology.namespaces[0].interfaces.name", hasItems("veth0", "veth1"));
        get("/api/v1/topologies/none").statusCode(404);
    }

    @Test
    void everyEntryOfTheCatalogueMakesALab() {
        List<String> ids = get("/api/v1/topologies?pageSize=500").extract().path("topologies.id");

        for (String id : ids) {
            labOf(id);
        }
    }
}
