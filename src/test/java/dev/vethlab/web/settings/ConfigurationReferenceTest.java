package dev.vethlab.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/configuration.md} says what the code says: it is made from the metadata that Spring Boot's annotation processor writes.
 * {@code -Dvethlab.configuration=write} writes it.
 */
class ConfigurationReferenceTest {

    private static final Path FILE = Path.of("docs/configuration.md");
    private static final String METADATA = "classpath*:META-INF/spring-configuration-metadata.json";

    private static final String HEAD = """
            # Configuration reference

            Made from the code; a test keeps it equal. Each property can be given as an argument (`--vethlab.limits.labs=50`), in the environment
            (`VETHLAB_LIMITS_LABS=50`), or in an `application.yaml` beside the jar; a list has numbers (`vethlab.security.keys[0].id`,
            `VETHLAB_SECURITY_KEYS_0_ID`). Durations are written `30s`, `10m`, `1h`, `1d`. What does not fit is refused at start, with the name of the
            property. Properties of Spring Boot that matter here are in [operation.md](operation.md), how to guard a service in
            [security.md](security.md).
            """;

    private record Property(String name, String type, String standard, String text) {

        String row() {
            return "| `" + name + "` | " + (standard.isEmpty() ? "" : "`" + standard + "`") + " | " + type + " | "
                    + text + " |";
        }
    }

    @Test
    void theReferenceSaysWhatTheCodeSays() throws IOException {
        String reference = reference();
        if ("write".equals(System.getProperty("vethlab.configuration"))) {
            Files.writeString(FILE, reference);
        }

        assertThat(Files.readString(FILE)).isEqualTo(reference);
    }

    private static String reference() throws IOException {
        Map<String, String> groups = new TreeMap<>();
        Map<String, List<Property>> properties = new TreeMap<>();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(METADATA)) {
            JsonNode metadata = JsonMapper.shared().readTree(resource.getContentAsByteArray());
            for (JsonNode group : metadata.path("groups")) {
                if (group.path("name").asString().startsWith("vethlab.")) {
                    groups.put(group.path("name").asString(), oneLine(group.path("description")));
                }
            }
            for (JsonNode property : metadata.path("properties")) {
                String name = property.path("name").asString();
                if (name.startsWith("vethlab.")) {
                    properties
                            .computeIfAbsent(name.substring(0, name.lastIndexOf('.')), group -> new ArrayList<>())
                            .add(read(name, property));
                }
            }
        }
        assertThat(properties).as("metadata of the annotation processor").isNotEmpty();
        StringBuilder text = new StringBuilder(HEAD);
        properties.forEach((group, members) -> text.append("\n## ")
                .append(group)
                .append('\n')
                .append(groups.getOrDefault(group, "").isEmpty() ? "" : groups.get(group) + "\n")
                .append("\n| property | default | type | |\n|---|---|---|---|\n")
                .append(members.stream()
                        .sorted((one, other) -> one.name().compareTo(other.name()))
                        .map(Property::row)
                        .collect(Collectors.joining("\n")))
                .append('\n'));
        return text.toString();
    }

    private static Property read(String name, JsonNode property) {
        JsonNode standard = property.path("defaultValue");
        return new Property(
                name.substring(name.lastIndexOf('.') + 1),
                type(property.path("type").asString()),
                standard.isValueNode() ? standard.asString() : "",
                oneLine(property.path("description")));
    }

    private static String type(String type) {
        return switch (type) {
            case "java.lang.Integer", "java.lang.Long" -> "number";
            case "java.lang.Boolean" -> "true or false";
            case "java.lang.String" -> "text";
            case "java.time.Duration" -> "duration";
            default -> type.startsWith("java.util.List") ? "list" : names(type);
        };
    }

    /** The names that there are, where the type is a choice between some. */
    private static String names(String type) {
        try {
            Object[] constants = Class.forName(type).getEnumConstants();
            return constants == null
                    ? ""
                    : Stream.of(constants)
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" or "));
        } catch (ClassNotFoundException unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    private static String oneLine(JsonNode text) {
        return text.asString("")
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replace("|", "\\|");
    }
}
