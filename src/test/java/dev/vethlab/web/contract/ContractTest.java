package dev.vethlab.web.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.RestAssured;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The contract and the service have the same operations, and the check of answers bites. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ContractTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @LocalServerPort
    private int port;

    @Test
    void theServiceHasTheOperationsOfTheContractAndNoOthers() {
        Set<String> served = new TreeSet<>();
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("dev.vethlab")) {
                mapping.getPatternValues()
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb ->
                                        served.add(verb.name().toLowerCase(Locale.ROOT) + " " + nameless(path))));
            }
        });

        assertThat(served)
                .containsExactlyInAnyOrderElementsOf(Contract.get().operations().stream()
                        .map(operation -> operation.verb() + " " + nameless(operation.path()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyObjectOfTheContractIsClosedAndDescribed() {
        Contract.get().document().at("/components/schemas").properties().forEach(schema -> {
            assertThat(schema.getValue().has("description")).as(schema.getKey()).isTrue();
            if (schema.getValue().path("type").asString("").equals("object")) {
                assertThat(schema.getValue().has("additionalProperties"))
                        .as(schema.getKey())
                        .isTrue();
            }
        });
    }

    @Test
    void everyOperationHasAnExampleOfSuccessAndOneOfAProblem() {
        for (Contract.Operation operation : Contract.get().operations()) {
            boolean success = false;
            boolean problem = false;
            for (var response : operation.definition().path("responses").properties()) {
                JsonNode content = Contract.get().resolve(response.getValue()).path("content");
                boolean shown = content.isMissingNode()
                        || content.values().stream().anyMatch(representation -> representation.has("examples"));
                success |= shown && response.getKey().startsWith("2");
                problem |= shown && response.getKey().startsWith("4");
            }
            assertThat(success && problem).as(operation.toString()).isTrue();
        }
    }

    @Test
    void anAnswerThatIsNotInTheContractIsNoticed() {
        Contract contract = Contract.get();
        String lab = RestAssured.given()
                .port(port)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/labs")
                .asString();

        assertThat(contract.faults("POST", "/api/v1/labs", 201, "application/json", lab))
                .isEmpty();
        assertThat(contract.faults("POST", "/api/v1/labs", 200, "application/json", lab))
                .isNotEmpty();
        assertThat(contract.faults("POST", "/api/v1/labs", 201, "text/plain", lab))
                .isNotEmpty();
        assertThat(contract.faults(
                        "POST", "/api/v1/labs", 201, "application/json", lab.replace("\"seed\"", "\"sead\"")))
                .isNotEmpty();
        assertThat(contract.faults("POST", "/api/v1/labs", 201, "application/json", lab.replace(":1,", ":\"1\",")))
                .isNotEmpty();
        assertThat(contract.faults("GET", "/api/v1/nothing", 200, "application/json", "{}"))
                .isNotEmpty();
        assertThatThrownBy(() -> RestAssured.given()
                        .port(port)
                        .filter(new ContractFilter())
                        .get("/actuator/health"))
                .isInstanceOf(AssertionError.class);
    }

    private static String nameless(String path) {
        return path.replaceAll("\\{[^}]+}", "{}");
    }
}
