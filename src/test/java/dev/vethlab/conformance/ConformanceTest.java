package dev.vethlab.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario at hand, compared with what Linux did. */
class ConformanceTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/conformance");

    @TestFactory
    Stream<DynamicTest> everyScenarioGoesAsOnLinux() {
        return ScenarioRunner.find(SCENARIOS, "").stream()
                .map(file -> DynamicTest.dynamicTest(
                        Scenario.nameOf(file),
                        () -> assertThat(ScenarioRunner.run(file)).isEmpty()));
    }
}
