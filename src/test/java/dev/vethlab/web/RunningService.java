package dev.vethlab.web;

import static io.restassured.RestAssured.given;

import dev.vethlab.web.contract.ContractFilter;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service on a port of its own, shared by all tests of resources; every answer is held to the contract. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class RunningService {

    static final String LABS = "/api/v1/labs";

    @LocalServerPort
    int port;

    /** A request whose answer is held to the contract; paths are sent as they are written. */
    RequestSpecification request() {
        return given().port(port)
                .urlEncodingEnabled(false)
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                                .encodeContentTypeAs("nonsense", ContentType.TEXT)))
                .filter(new ContractFilter());
    }

    ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    ValidatableResponse post(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).post(path).then();
    }

    ValidatableResponse put(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).put(path).then();
    }

    ValidatableResponse patch(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).patch(path).then();
    }

    ValidatableResponse delete(String path) {
        return request().delete(path).then();
    }

    /** The path of a new lab without anything but {@code host}. */
    String emptyLab() {
        return newLab(Map.of("name", "a test"));
    }

    /** The path of a new lab of the catalogue. */
    String labOf(String template) {
        return newLab(Map.of("template", template));
    }

    String newLab(Map<String, Object> wanted) {
        return post(LABS, wanted).statusCode(201).extract().header("Location");
    }

    /** What a script prints. */
    String run(String lab, String... lines) {
        return request()
                .contentType("text/plain; charset=utf-8")
                .accept("text/plain")
                .body(String.join("\n", lines))
                .post(lab + "/commands")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The lab's journal, revision and all: it does not change when nothing changes. */
    String state(String lab) {
        return get(lab + "/journal?pageSize=500").statusCode(200).extract().asString()
                + get(lab + "/topology").statusCode(200).extract().asString();
    }
}
