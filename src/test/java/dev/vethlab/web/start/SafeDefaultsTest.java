package dev.vethlab.web.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SafeDefaultsTest {

    private static @Nullable String after(Map<String, Object> configured, String property) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", configured));
        new SafeDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty(property);
    }

    @Test
    void aServiceThatAsksNobodyForAKeyListensOnLoopback() {
        assertThat(after(Map.of(), "server.address")).isEqualTo("127.0.0.1");
        assertThat(after(Map.of("management.server.port", "8081"), "management.server.address"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void withKeysOrAnIssuerItListensEverywhere() {
        assertThat(after(Map.of("vethlab.security.keys[0].id", "ann"), "server.address"))
                .isNull();
        assertThat(after(
                        Map.of("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://issuer.example"),
                        "server.address"))
                .isNull();
    }

    @Test
    void whatIsConfiguredStands() {
        Map<String, Object> configured = Map.of("server.address", "192.0.2.1", "management.server.port", "8081");

        assertThat(after(configured, "server.address")).isEqualTo("192.0.2.1");
        assertThat(after(configured, "management.server.address")).isEqualTo("192.0.2.1");
    }

    @Test
    void tracesAreCollectedOnlyWhereTheyCanBeSent() {
        assertThat(after(Map.of(), "management.tracing.export.enabled")).isEqualTo("false");
        assertThat(after(
                        Map.of(
                                "management.opentelemetry.tracing.export.otlp.endpoint",
                                "http://collector:4318/v1/traces"),
                        "management.tracing.export.enabled"))
                .isEqualTo("true");
    }
}
