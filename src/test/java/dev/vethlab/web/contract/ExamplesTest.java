package dev.vethlab.web.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The examples in the contract are real answers: each is marked with the request that gave it, and the requests are made
 * again here, in order, to a service with small limits. {@code -Dvethlab.examples=write} writes the answers into the file.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"vethlab.limits.labs=2", "vethlab.limits.namespaces=2", "vethlab.limits.script-lines=3"})
class ExamplesTest {

    private static final Pattern ID = Pattern.compile("\\b[0-9a-hjkmnp-tv-z]{26}\\b");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final Pattern SERVER = Pattern.compile("http://localhost:\\d+");
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z-]+)}");

    private final Map<String, String> made = new HashMap<>();

    @LocalServerPort
    private int port;

    @Test
    void everyExampleIsARealAnswer() throws IOException {
        ObjectNode examples =
                Contract.get().document().at("/components/examples").deepCopy().asObject();
        ObjectNode real = examples.deepCopy();
        examples.properties().forEach(example -> {
            JsonNode recorded = example.getValue().path("x-recorded");
            if (!recorded.isMissingNode()) {
                JsonNode answer = answer(examples, recorded);
                if (!normalized(answer.toString())
                        .equals(normalized(example.getValue().path("value").toString()))) {
                    ((ObjectNode) real.path(example.getKey())).set("value", answer);
                }
            }
        });
        if ("write".equals(System.getProperty("vethlab.examples"))) {
            write(real);
        } else {
            assertThat(examples.toPrettyString()).isEqualTo(real.toPrettyString());
        }
    }

    private JsonNode answer(JsonNode examples, JsonNode recorded) {
        String[] line = recorded.path("request").asString().split(" ", 2);
        RequestSpecification request =
                given().port(port).urlEncodingEnabled(false).filter(new ContractFilter());
        if (recorded.has("accept")) {
            request.accept(recorded.path("accept").asString());
        }
        if (recorded.has("ifMatch")) {
            request.header("If-Match", recorded.path("ifMatch").asString());
        }
        if (recorded.has("text")) {
            request.contentType(recorded.path("contentType").asString("text/plain"))
                    .body(recorded.path("text").asString().getBytes(StandardCharsets.UTF_8));
        }
        if (recorded.has("body") || recorded.has("json")) {
            JsonNode body = recorded.has("json")
                    ? recorded.path("json")
                    : examples.path(recorded.path("body").asString()).path("value");
            request.contentType("application/json").body(body.toString());
        }
        Response response = request.request(line[0], filled(line[1]));
        remember(response);
        String body = SERVER.matcher(response.asString()).replaceAll("http://localhost:8080");
        return String.valueOf(response.contentType()).contains("json")
                ? JsonMapper.shared().readTree(body)
                : JsonNodeFactory.instance.stringNode(body);
    }

    /** The ids of what was made first of each kind stand for the variables of later paths. */
    private void remember(Response response) {
        String location = response.header("Location");
        if (location != null) {
            String[] parts = location.split("/");
            made.putIfAbsent(parts[parts.length - 2].replaceFirst("s$", ""), parts[parts.length - 1]);
        }
    }

    private String filled(String path) {
        return VARIABLE.matcher(path).replaceAll(variable -> Matcher.quoteReplacement(made.get(variable.group(1))));
    }

    /** A text without what is different every time: ids, dates, the server's port. */
    private static String normalized(String text) {
        String sameIds = ID.matcher(text).replaceAll("ID");
        return SERVER.matcher(DATE.matcher(sameIds).replaceAll("DATE")).replaceAll("SERVER");
    }

    private static void write(ObjectNode examples) throws IOException {
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
                .build();
        String contract = Files.readString(Contract.FILE);
        int start = contract.indexOf("\n  examples:\n") + "\n  examples:\n".length();
        String text = yaml.writeValueAsString(examples);
        Files.writeString(
                Contract.FILE,
                contract.substring(0, start)
                        + text.lines()
                                .map(line -> line.isEmpty() ? line : "    " + line)
                                .collect(Collectors.joining("\n", "", "\n")));
    }
}
