package dev.vethlab;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service as it starts: what a load balancer, a browser and a client of the contract meet first. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class VethlabApplicationTest {

    @LocalServerPort
    private int port;

    @Test
    void theServiceSaysThatItIsReady() {
        given().port(port)
                .get("/actuator/health/readiness")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
    }

    @Test
    void theServiceSaysWhichVersionItIs() {
        given().port(port).get("/actuator/info").then().statusCode(200).body("build.version", notNullValue());
    }

    @Test
    void theContractIsServedAsItStandsInTheProject() {
        given().port(port)
                .get("/openapi.yaml")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .body(startsWith("openapi: 3.1"));
    }

    @Test
    void theBrowserIsShownTheContract() {
        given().port(port)
                .redirects()
                .follow(false)
                .get("/docs")
                .then()
                .statusCode(302)
                .header("Location", "/swagger-ui/index.html");
        given().port(port)
                .get("/v3/api-docs/swagger-config")
                .then()
                .statusCode(200)
                .body("url", equalTo("/openapi.yaml"));
    }

    @Test
    void anUnknownPathIsAProblem() {
        given().port(port).get("/no-such-thing").then().statusCode(404).contentType("application/problem+json");
    }
}
