package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.web.contract.Contract;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every operation of the contract on a lab of somebody else: it is as if there were none, to the letter. */
class StrangersTest extends GuardedService {

    private static final String UNKNOWN = "00000000000000000000000000";

    private static final Map<String, String> NAMES = Map.of(
            "{namespace}", "host",
            "{interface}", "lo",
            "{address}", "127.0.0.1%2F8",
            "{sysctl}", "net.ipv4.ip_forward");

    @TestFactory
    Stream<DynamicTest> aLabOfSomebodyElseIsNotThere() {
        String lab = labOf("ann");
        String id = lab.substring(lab.lastIndexOf('/') + 1);
        return Contract.get().operations().stream()
                .filter(operation -> operation.path().contains("{lab}"))
                .map(operation -> DynamicTest.dynamicTest(
                        operation.verb() + " " + operation.path(), () -> isNotThere(operation, id)));
    }

    private void isNotThere(Contract.Operation operation, String id) {
        String stranger = token("stranger of " + operation.verb() + operation.path(), "student");

        Response foreign = send(with(stranger), operation, id);
        Response unknown = send(with(stranger), operation, UNKNOWN);

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.asString().replace(id, UNKNOWN)).isEqualTo(unknown.asString());
        assertThat(as("ann")
                        .get("/api/v1/labs/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<Integer>path("revision"))
                .isZero();
    }

    private static Response send(RequestSpecification request, Contract.Operation operation, String id) {
        String path = operation.path().replace("{lab}", id);
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            path = path.replace(name.getKey(), name.getValue());
        }
        JsonNode content = operation.definition().path("requestBody").path("content");
        content.propertyNames().stream().findFirst().ifPresent(type -> {
            request.contentType(type);
            request.body(example(content.path(type)));
        });
        return request.request(operation.verb().toUpperCase(Locale.ROOT), path.replaceAll("\\{[a-zA-Z]+}", "x"));
    }

    /** Something that the operation takes. */
    private static String example(JsonNode content) {
        for (JsonNode example : content.path("examples")) {
            JsonNode value = Contract.get().resolve(example).path("value");
            return value.isString() ? value.asString() : value.toString();
        }
        return "{}";
    }
}
