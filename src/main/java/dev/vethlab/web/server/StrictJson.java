package dev.vethlab.web.server;

import dev.vethlab.lab.topology.StrictReading;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads JSON to the letter: nothing unknown, nothing twice, and no value of another type than the contract's. */
@Configuration
class StrictJson {

    @Bean
    JsonMapperBuilderCustomizer strict() {
        return StrictReading::json;
    }
}
