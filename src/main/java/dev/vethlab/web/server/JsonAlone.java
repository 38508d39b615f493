package dev.vethlab.web.server;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Has JSON written by {@link JsonAnswers}, and leaves YAML to the documents that the contract has in YAML. */
@Configuration
class JsonAlone implements WebMvcConfigurer {

    private final JsonMapper mapper;

    JsonAlone(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JsonAnswers(mapper));
        converters.configureMessageConvertersList(
                all -> all.removeIf(JacksonYamlHttpMessageConverter.class::isInstance));
    }
}
