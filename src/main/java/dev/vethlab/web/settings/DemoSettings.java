package dev.vethlab.web.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A lab that is ready at start, under an id that can be typed.
 *
 * @param lab its id; there is none where this is not set
 * @param topology the entry of the catalogue that it is
 * @param profile how its machine boots
 */
@ConfigurationProperties("vethlab.demo")
public record DemoSettings(
        @Nullable String lab,
        @DefaultValue("veth-one-host") String topology,
        @DefaultValue("kernel") String profile) {}
