package dev.vethlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.web.contract.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Whatever is sent to any operation of the contract: an answer that the contract has, never a 500, and in time. The properties are
 * {@code vethlab.fuzz.inputs}, {@code seed} and {@code seconds}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BodyFuzzTest {

    private static final Logger LOG = LoggerFactory.getLogger(BodyFuzzTest.class);
    private static final long INPUTS = Long.getLong("vethlab.fuzz.inputs", 1500);
    private static final long SEED = Long.getLong("vethlab.fuzz.seed", 1);
    private static final long SECONDS = Long.getLong("vethlab.fuzz.seconds", 3600);
    private static final int FAILURES = 20;
    private static final int PER_LAB = 100;
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)}");

    /** What stands in paths. */
    private static final List<String> NAMES = List.of(
            "host",
            "veth0",
            "veth1",
            "lo",
            "10.1.1.2%2F24",
            "net.ipv4.ip_forward",
            "default",
            "nobody",
            "0",
            "%2e%2e",
            "é");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/yaml",
            "text/plain",
            "application/x-ndjson");

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void whateverIsSentTheAnswerIsOneOfTheContract() throws Exception {
        List<Contract.Operation> operations = Contract.get().operations().stream()
                .filter(operation -> operation.path().startsWith("/api/v1"))
                .filter(operation -> !operation.path().endsWith("/events"))
                .toList();
        List<JsonNode> examples = examples();
        List<String> failures = new ArrayList<>();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        String lab = "";
        boolean deleted = false;
        long seed = SEED;
        for (; seed < SEED + INPUTS && failures.size() < FAILURES && System.nanoTime() < end; seed++) {
            Choices choices = Choices.by(new SplittableRandom(seed));
            if ((seed - SEED) % PER_LAB == 0 || deleted) {
                delete(lab);
                lab = newLab();
            }
            Contract.Operation operation = choices.of(operations);
            HttpRequest request = request(operation, lab, examples, choices);
            String fault = fault(request);
            deleted = operation.verb().equals("delete") && operation.path().endsWith("{lab}");
            if (!fault.isEmpty()) {
                failures.add("seed " + seed + ": " + request.method() + " " + request.uri() + ": " + fault);
            }
        }
        LOG.info("{} requests tried, by status: {}", seed - SEED, statuses);
        delete(lab);
        Failure.none((seed - SEED) + " requests", failures);
    }

    private String fault(HttpRequest request) throws IOException, InterruptedException {
        long before = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        long seconds = Duration.ofNanos(System.nanoTime() - before).toSeconds();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        String body = type.contains("json") && !type.contains("ndjson")
                ? new String(answer.body(), StandardCharsets.UTF_8)
                : answer.body().length == 0 ? "" : "not looked at";
        if (answer.statusCode() >= 500 && answer.statusCode() != 503) {
            return answer.statusCode() + " " + body;
        }
        if (seconds > 60) {
            return "it took " + seconds + " s";
        }
        List<String> faults =
                Contract.get().faults(request.method(), request.uri().getRawPath(), answer.statusCode(), type, body);
        return faults.isEmpty() ? "" : faults.toString();
    }

    private HttpRequest request(Contract.Operation operation, String lab, List<JsonNode> examples, Choices choices) {
        String path = VARIABLE.matcher(operation.path()).replaceAll(variable -> value(variable.group(1), lab, choices));
        if (choices.oneIn(8)) {
            path += "?" + choices.of(List.of("pageSize", "pageToken", "filter", "format", "table", "prefix", "trace"))
                    + "=" + URLEncoder.encode(choices.text(10), StandardCharsets.UTF_8);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(100));
        if (choices.oneIn(20)) {
            request.header("If-Match", choices.oneIn(2) ? "\"1\"" : "nonsense");
        }
        boolean hasBody = operation.definition().has("requestBody");
        if (!hasBody) {
            return request.method(operation.verb().toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        Set<String> types = new LinkedHashSet<>();
        operation
                .definition()
                .path("requestBody")
                .path("content")
                .propertyNames()
                .forEach(types::add);
        String type = types.isEmpty() || choices.oneIn(30) ? choices.of(TYPES) : choices.of(List.copyOf(types));
        return request.header("Content-Type", type)
                .method(
                        operation.verb().toUpperCase(Locale.ROOT),
                        HttpRequest.BodyPublishers.ofString(
                                Bodies.text(example(operation, examples, choices), choices)))
                .build();
    }

    /** What stands in a path for a variable: mostly what there is. */
    private static String value(String variable, String lab, Choices choices) {
        if (choices.oneIn(6)) {
            return choices.of(NAMES);
        }
        return switch (variable) {
            case "lab" -> lab;
            case "namespace" -> "host";
            case "interface" -> choices.of(List.of("veth0", "veth1", "lo"));
            case "address" -> choices.of(List.of("10.1.1.2%2F24", "10.1.1.3%2F24", "127.0.0.1%2F8"));
            case "sysctl" -> choices.of(List.of("net.ipv4.ip_forward", "net.ipv4.conf.veth1.accept_local"));
            case "topology" -> choices.of(List.of("veth-one-host", "router"));
            default -> choices.of(NAMES);
        };
    }

    /** The operation's own example, mostly. */
    private static JsonNode example(Contract.Operation operation, List<JsonNode> examples, Choices choices) {
        if (choices.oneIn(20)) {
            return choices.of(examples);
        }
        List<JsonNode> own = new ArrayList<>();
        for (JsonNode content : operation.definition().path("requestBody").path("content")) {
            for (JsonNode example : content.path("examples")) {
                own.add(Contract.get().resolve(example).path("value"));
            }
        }
        return own.isEmpty() ? choices.of(examples) : choices.of(own);
    }

    private static List<JsonNode> examples() {
        List<JsonNode> values = new ArrayList<>();
        Contract.get().document().at("/components/examples").forEach(example -> values.add(example.path("value")));
        values.add(JsonNodeFactory.instance.objectNode());
        return values;
    }

    private String newLab() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/labs"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"template\":\"veth-one-host\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("id").asString();
    }

    private void delete(String lab) throws IOException, InterruptedException {
        if (!lab.isEmpty()) {
            client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/labs/" + lab))
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
