package dev.vethlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.lab.topology.InvalidTopologyException;
import dev.vethlab.lab.topology.StrictReading;
import dev.vethlab.lab.topology.TopologyBuild;
import dev.vethlab.lab.topology.TopologyDocument;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Uploaded documents, in JSON and in YAML: those of the labs that recorded scenarios lead to, bent. */
final class Documents implements Target {

    private static final int A_ROUND = 40;

    private static final List<String> YAML = List.of(
            "&a ",
            "*a",
            "<<: *a\n",
            "!!java.lang.Runtime ",
            "!!binary ",
            "? ",
            ": ",
            "- ",
            "[",
            "{",
            "|\n",
            ">-\n",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "\t",
            "\u0085",
            "\ufeff",
            "'",
            "\"\\x",
            "# ",
            "~",
            ".nan",
            "0o17",
            "1_000",
            "2001-01-01",
            "[".repeat(3_000),
            "- ".repeat(3_000),
            "&b [*b, *b]");

    private final JsonMapper json = StrictReading.json(JsonMapper.builder()).build();
    private final YAMLMapper yaml = StrictReading.yaml(YAMLMapper.builder()).build();
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();
    private final Lines lines;

    Documents(Lines lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public int play(Choices choices) {
        LabWorld source = new LabWorld();
        choices.of(lines.scenarios()).forEach(source::run);
        JsonNode document = json.valueToTree(source.topology());
        LabWorld target = new LabWorld();
        for (int i = 0; i < A_ROUND; i++) {
            JsonNode bent = Bodies.bent(document, choices);
            boolean inYaml = choices.oneIn(2);
            ObjectMapper mapper = inYaml ? yaml : json;
            String text = mapper.writeValueAsString(bent);
            if (choices.oneIn(4)) {
                text = inYaml ? bentYaml(text, choices) : Bodies.bentText(text, choices);
            }
            Optional<TopologyDocument> read = read(mapper, text);
            if (read.isPresent()) {
                apply(target, read.get());
            }
            if (choices.oneIn(10)) {
                target = new LabWorld();
            }
        }
        return A_ROUND;
    }

    private Optional<TopologyDocument> read(ObjectMapper mapper, String text) {
        try {
            return Optional.ofNullable(mapper.readValue(text, TopologyDocument.class))
                    .filter(document -> validator.validate(document).isEmpty());
        } catch (JacksonException refused) {
            assertThat(refused.getOriginalMessage()).isNotNull();
            return Optional.empty();
        }
    }

    private static void apply(LabWorld world, TopologyDocument document) {
        List<List<String>> commands;
        try {
            commands = TopologyBuild.commands(document);
        } catch (InvalidTopologyException refused) {
            assertThat(refused.pointer()).startsWith("/");
            return;
        }
        world.build(commands);
        world.check();
    }

    private static String bentYaml(String text, Choices choices) {
        int place = choices.below(text.length() + 1);
        int after = Math.min(text.length(), place + choices.below(4));
        return text.substring(0, place) + choices.of(YAML) + text.substring(after);
    }
}
