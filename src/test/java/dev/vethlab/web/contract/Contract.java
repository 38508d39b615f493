package dev.vethlab.web.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published contract, openapi.yaml, as something that answers can be held to. */
public final class Contract {

    /** The project's own file. */
    public static final Path FILE = Path.of("openapi.yaml");

    private static final Set<String> VERBS = Set.of("get", "put", "post", "patch", "delete");
    private static final Contract CONTRACT = new Contract();

    /** An operation: a verb on a path. */
    public record Operation(String verb, String path, Pattern pattern, JsonNode definition) {

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    private Contract() {
        try {
            document = new YAMLMapper().readTree(Files.readString(FILE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> VERBS.contains(member.getKey()))
                        .forEach(member -> operations.add(new Operation(
                                member.getKey(), path.getKey(), pattern(path.getKey()), member.getValue()))));
    }

    /** The contract. */
    public static Contract get() {
        return CONTRACT;
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operation that a request is; the one with the fewest variables where several fit. */
    public Optional<Operation> find(String verb, String path) {
        return operations.stream()
                .filter(operation -> operation.verb().equalsIgnoreCase(verb))
                .filter(operation -> operation.pattern().matcher(path).matches())
                .reduce((one, other) -> variables(other) < variables(one) ? other : one);
    }

    /** Whether any operation has this path. */
    public boolean knows(String path) {
        return operations.stream()
                .anyMatch(operation -> operation.pattern().matcher(path).matches());
    }

    /** What is wrong with an answer; empty where it is as the contract says. */
    public List<String> faults(String verb, String path, int status, String mediaType, String body) {
        Optional<Operation> operation = find(verb, path);
        if (operation.isEmpty()) {
            return isPlainProblem(path, status, mediaType)
                    ? problemFaults(body)
                    : List.of(verb + " " + path + " is not in the contract");
        }
        JsonNode response =
                resolve(operation.get().definition().path("responses").path(String.valueOf(status)));
        String answer = operation.get() + " " + status;
        if (response.isMissingNode()) {
            return List.of(answer + " is not in the contract: " + body);
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode() || content.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of(answer + " has a body, and the contract has none: " + body);
        }
        JsonNode representation = content.path(mediaType.replaceFirst(";.*", ""));
        if (representation.isMissingNode()) {
            return List.of(answer + " has the media type " + mediaType + ", which is not in the contract");
        }
        if (!mediaType.contains("json")) {
            return List.of();
        }
        Stream<String> documents = mediaType.contains("ndjson") ? body.lines() : Stream.of(body);
        return documents
                .flatMap(document -> faults(representation.path("schema"), document).stream())
                .map(fault -> answer + ": " + fault)
                .toList();
    }

    /** What is wrong with a JSON text by a schema of the contract. */
    public List<String> faults(JsonNode schema, String body) {
        return compiled
                .computeIfAbsent(schema.toString(), ignored -> compile(schema))
                .validate(JsonMapper.shared().readTree(body))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The node behind a reference within the document, or the node itself. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy().asObject();
        whole.set("components", document.path("components"));
        return schemas.getSchema(whole);
    }

    /** A path or verb that does not exist is refused with a problem, which no operation can list. */
    private boolean isPlainProblem(String path, int status, String mediaType) {
        return mediaType.startsWith("application/problem+json") && status == (knows(path) ? 405 : 404)
                || mediaType.startsWith("application/problem+json") && status == 400;
    }

    private List<String> problemFaults(String body) {
        return faults(document.at("/components/schemas/Problem"), body);
    }

    private static long variables(Operation operation) {
        return operation.path().chars().filter(c -> c == '{').count();
    }

    /** The rest of a sysctl's path may have slashes. */
    private static Pattern pattern(String path) {
        return Pattern.compile(
                path.replace(".", "\\.").replaceAll("\\{sysctl}", ".+").replaceAll("\\{[^}]+}", "[^/]+"));
    }
}
