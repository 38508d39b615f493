package dev.vethlab.web.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.VethlabApplication;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** A switch with a position that there is not stops the start, and what stops it is something that Spring Boot explains in words. */
class RefusedStartTest {

    @ParameterizedTest
    @CsvSource({
        "vethlab.store, redsi",
        "vethlab.demo.topology, nowhere",
        "vethlab.demo.profile, windows",
        "vethlab.security.keys[0].role, king"
    })
    void aPositionThatThereIsNotStopsTheStartWithItsName(String property, String value) {
        assertThatThrownBy(() -> SpringApplication.run(
                        VethlabApplication.class,
                        "--server.port=0",
                        "--logging.level.root=off",
                        "--vethlab.demo.lab=demo",
                        "--" + property + "=" + value))
                .satisfies(failure -> assertThat(explained(failure)).contains(property));
    }

    /** The names of properties in what Spring Boot has an explanation for. */
    private static List<String> explained(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                return List.of(bind.getName().toString());
            }
            if (cause instanceof InvalidConfigurationPropertyValueException invalid) {
                return List.of(invalid.getName());
            }
        }
        return List.of();
    }
}
