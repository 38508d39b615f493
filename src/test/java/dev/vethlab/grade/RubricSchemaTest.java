package dev.vethlab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published schema of rubrics agrees with what is read. */
class RubricSchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.readTree(Rubrics.schema()));
    private final Documents documents = new Documents();

    static Collection<String> exercises() {
        return Exercises.RUBRICS.keySet();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void everyExercisesRubricIsOne(String id) {
        JsonNode rubric = JSON.readTree(JSON.writeValueAsString(Exercises.RUBRICS.get(id)));

        assertThat(schema.validate(rubric)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checks: [{id: a, tcp: {destination: 10.1.1.3, port: 80, listen: true}, expect: filtered}]",
                "profile: ubuntu-16.04\nsetup: ip netns add red\nchecks: [{id: a, link: {name: lo, up: true}, points: 0.5}]",
                "template: router\nchecks: [{id: a, seen: {interface: lo, filter: arp, max: 0}}]\nstepBudget: {commands: 3}",
                "checks: [{id: a, command: {line: ip link, exitCode: 1}}]\nforbidden: [{command: ip link del}]"
            })
    void whatIsReadIsARubricByTheSchemaToo(String text) throws InvalidRubricException {
        documents.rubric(text);

        assertThat(schema.validate(new YAMLMapper().readTree(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checks: []",
                "checks: [{id: x}]",
                "{checks: [{id: a, sysctl: {name: b}}], nonsense: 1}",
                "checks: [{id: a, tcp: {destination: 10.1.1.3, port: 99999999}}]",
                "{checks: [{id: a, sysctl: {name: b}, link: {name: c}}]}",
                "checks: [{id: a, ping: {destination: 10.1.1.3}, expect: maybe}]"
            })
    void whatTheSchemaRefusesIsNoRubric(String text) {
        assertThat(schema.validate(new YAMLMapper().readTree(text))).isNotEmpty();
    }
}
