package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, tokens, owners and roles. */
class WhoMayDoWhatTest extends GuardedService {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/labs",
                "/api/v1/labs/any/topology",
                "/api/v1/labs/any/events",
                "/api/v1/topologies",
                "/api/v1/sysctls",
                "/api/v1/nothing",
                "/api/v1/labs/..;/..;/x",
                "/api/v1/gradings/rubric-schema",
                "/actuator",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/sbom",
                "/nothing"
            })
    void withoutAKeyThereIsNothingToSee(String path) {
        nobody().get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .header("X-Content-Type-Options", "nosniff")
                .body("type", equalTo("/problems/unauthorized"))
                .body("detail", containsString("Authorization: Bearer"));
        with("no-key-at-all").get(path).then().statusCode(401).body("type", equalTo("/problems/unauthorized"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/style.css",
                "/app/main.js",
                "/openapi.yaml",
                "/docs",
                "/problems/unauthorized",
                "/actuator/health",
                "/actuator/health/readiness"
            })
    void thePageTheContractAndTheHealthArePublic(String path) {
        nobody().redirects().follow(false).get(path).then().statusCode(anyOf(is(200), is(302)));
    }

    @Test
    void aLabIsSeenByItsOwnerAlone() {
        String lab = labOf("ann");
        String id = lab.substring(lab.lastIndexOf('/') + 1);

        as("ann").get(lab).then().statusCode(200);
        as("ann").get(LABS).then().body("labs.id", hasItem(id));
        for (String stranger : List.of("bob", "tom")) {
            as(stranger).get(LABS).then().body("labs.id", not(hasItem(id)));
            for (String path : List.of("", "/topology", "/journal", "/captures", "/events", "/shell", "/namespaces")) {
                as(stranger)
                        .get(lab + path)
                        .then()
                        .statusCode(404)
                        .body("type", equalTo("/problems/not-found"))
                        .body("detail", containsString("no lab"));
            }
            as(stranger).delete(lab).then().statusCode(404);
            as(stranger)
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .post(lab + "/clones")
                    .then()
                    .statusCode(404);
            run(stranger, lab, "ip link").statusCode(404);
        }
        as("ann").get(lab).then().statusCode(200).body("revision", equalTo(0));
    }

    @Test
    void anOperatorSeesEveryLabAndACloneIsTheirs() {
        String lab = labOf("bob");

        as("olga").get(lab).then().statusCode(200);
        String clone = as("olga")
                .contentType(ContentType.JSON)
                .body("{}")
                .post(lab + "/clones")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        as("bob").get(clone).then().statusCode(404);
        as("olga").delete(lab).then().statusCode(204);
    }

    @Test
    void gradingAndTheRubricsOfExercisesAreForTeachers() {
        String rubric = "/api/v1/topologies/exercise-arp-ignore/rubric";

        as("ann").get(rubric).then().statusCode(403).body("type", equalTo("/problems/forbidden"));
        as("ann")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/gradings")
                .then()
                .statusCode(403);
        as("ann")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/gradings/batch")
                .then()
                .statusCode(403);
        as("tom").get(rubric).then().statusCode(200);
        as("tom")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/gradings")
                .then()
                .statusCode(400);
        as("olga").get(rubric).then().statusCode(200);
    }

    @Test
    void howTheServiceIsIsForOperators() {
        for (String path : List.of("/actuator/prometheus", "/actuator/metrics", "/actuator/info")) {
            as("tom").get(path).then().statusCode(403);
            as("olga").get(path).then().statusCode(200);
        }
        nobody().get("/actuator/health").then().body("components", nullValue());
        as("olga").get("/actuator/health").then().body("components.readinessState.status", equalTo("UP"));
    }

    @Test
    void aTokenOfTheIssuerIsAsGoodAsAKey() {
        String lab = labOf(with(token("zoe", "student")), Map.of());

        with(token("zoe", "student")).get(lab).then().statusCode(200);
        with(token("max", "student")).get(lab).then().statusCode(404);
        with(token("max", "operator", "unknown")).get(lab).then().statusCode(200);
        as("ann").get(lab).then().statusCode(404);
        with(token("nobody")).get(LABS).then().statusCode(403);
    }

    @Test
    void aTokenThatIsForgedOrOldIsNone() {
        String forged = token(newKey(), "zoe", 300, "operator");
        String old = token("zoe", "operator");

        with(forged).get(LABS).then().statusCode(401);
        with(old.substring(0, old.length() - 4) + "AAAA").get(LABS).then().statusCode(401);
        with("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6b2UifQ.").get(LABS).then().statusCode(401);
    }

    @Test
    void aNameOfATokenIsNotTheNameOfAKey() {
        String lab = labOf("ann");

        with(token("ann", "student")).get(lab).then().statusCode(404);
        with(token("key:ann", "student")).get(lab).then().statusCode(404);
    }

    @Test
    void theCookieOfThePageCountsOnlyForThePage() {
        String lab = labOf("eve");
        String host = "localhost:" + port;

        nobody().cookie("vethlab-key", keyOf("eve")).get(lab).then().statusCode(200);
        nobody().cookie("vethlab-key", keyOf("eve"))
                .header("Sec-Fetch-Site", "cross-site")
                .get(lab)
                .then()
                .statusCode(401);
        nobody().cookie("vethlab-key", keyOf("eve")).delete(lab).then().statusCode(401);
        for (String origin : List.of("http://evil.example", "null", "http://localhost:1", "not a uri")) {
            nobody().cookie("vethlab-key", keyOf("eve"))
                    .header("Origin", origin)
                    .delete(lab)
                    .then()
                    .statusCode(anyOf(is(401), is(403)));
        }
        nobody().cookie("vethlab-key", keyOf("eve"))
                .header("Origin", "http://" + host)
                .delete(lab)
                .then()
                .statusCode(204);
    }

    @Test
    void pagesOfOtherOriginsMayComeOnlyFromWhereItIsConfigured() {
        as("ann")
                .header("Origin", "https://school.example")
                .get(LABS)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://school.example")
                .header("Access-Control-Expose-Headers", containsString("ETag"))
                .header("Access-Control-Allow-Credentials", nullValue());
        nobody().header("Origin", "https://school.example")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options(LABS + "/any/topology")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Methods", containsString("PUT"));
        as("ann")
                .header("Origin", "https://evil.example")
                .get(LABS)
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void oneOwnerHasNoMoreLabsThanAllowed() {
        String teacher = token("collector", "student");
        int made = 0;
        int status = 201;
        while (status == 201 && made < 20) {
            status = with(teacher)
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .post(LABS)
                    .statusCode();
            made += status == 201 ? 1 : 0;
        }

        assertThat(made).isEqualTo(12);
        with(teacher)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(LABS)
                .then()
                .statusCode(429)
                .body("detail", containsString("labsPerOwner of 12"));
        as("tom").contentType(ContentType.JSON).body("{}").post(LABS).then().statusCode(201);
    }
}
