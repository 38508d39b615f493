package dev.vethlab.web.start;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Defaults that hang on what is configured. A service that asks nobody for a key listens on loopback alone, unless an address is
 * configured; traces are collected only where there is an endpoint to send them to.
 */
public final class SafeDefaults implements EnvironmentPostProcessor, Ordered {

    /** What makes the service ask for a key: the first key, or an issuer of tokens. */
    private static final String[] GUARDS = {
        "vethlab.security.keys[0].id",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri",
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
        "spring.security.oauth2.resourceserver.jwt.public-key-location"
    };

    private static final String[] TRACE_ENDPOINTS = {
        "management.opentelemetry.tracing.export.otlp.endpoint",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
    };

    private static final String LOOPBACK = "127.0.0.1";
    private static final String PORT = "server.port";
    private static final String MANAGEMENT_PORT = "management.server.port";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> defaults = new HashMap<>();
        if (!hasAny(environment, GUARDS)) {
            defaults.put("server.address", LOOPBACK);
        }
        if (hasManagementPort(environment)) {
            String address = environment.getProperty("server.address");
            if (address != null || defaults.containsKey("server.address")) {
                defaults.put("management.server.address", address == null ? LOOPBACK : address);
            }
        }
        boolean traced = hasAny(environment, TRACE_ENDPOINTS);
        defaults.put("management.opentelemetry.enabled", traced);
        defaults.put("management.tracing.export.enabled", traced);
        environment.getPropertySources().addLast(new MapPropertySource("vethlab safe defaults", defaults));
    }

    private static boolean hasManagementPort(ConfigurableEnvironment environment) {
        String port = environment.getProperty(MANAGEMENT_PORT);
        return port != null && !port.equals(environment.getProperty(PORT));
    }

    private static boolean hasAny(ConfigurableEnvironment environment, String... names) {
        return Stream.of(names)
                .anyMatch(name -> !environment.getProperty(name, "").isBlank());
    }
}
