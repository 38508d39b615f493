package dev.vethlab.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** What is configured is looked at when the service starts, not when it is needed. */
class SettingsTest {

    @Configuration
    @EnableConfigurationProperties({LimitSettings.class, RequestSettings.class, SecuritySettings.class})
    static class AllSettings {}

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(AllSettings.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vethlab.limits.labs=0",
                "vethlab.limits.labs=many",
                "vethlab.limits.namespaces=-1",
                "vethlab.limits.journal=0",
                "vethlab.limits.events=0",
                "vethlab.limits.request-time=0s",
                "vethlab.limits.request-time=soon",
                "vethlab.limits.time-to-live=-1h",
                "vethlab.limits.packets=1",
                "vethlab.limits.requests.waiting=0",
                "vethlab.limits.requests.per-second=-1",
                "vethlab.limits.requests.longest-wait=0s",
                "vethlab.security.keys[0].id=ann",
                "vethlab.security.keys[0].sha256=abc"
            })
    void whatDoesNotFitIsRefusedWithItsName(String property) {
        runner.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            StringBuilder words = new StringBuilder();
            for (Throwable link = context.getStartupFailure(); link != null; link = link.getCause()) {
                words.append(link).append('\n');
            }
            assertThat(words.toString()).contains(property.startsWith("vethlab.limits") ? "vethlab.limits" : "keys[0]");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vethlab.limits.labs=1",
                "vethlab.limits.requests.per-second=0",
                "vethlab.limits.request-time=1ms"
            })
    void whatFitsIsTaken(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).hasNotFailed());
    }
}
