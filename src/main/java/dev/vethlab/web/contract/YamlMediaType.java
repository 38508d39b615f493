package dev.vethlab.web.contract;

import org.springframework.boot.web.server.MimeMappings;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.stereotype.Component;

/** Serves {@code *.yaml} as {@code application/yaml} (RFC 9512), which the server does not know by itself. */
@Component
class YamlMediaType implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

    @Override
    public void customize(ConfigurableServletWebServerFactory server) {
        MimeMappings yaml = new MimeMappings();
        yaml.add("yaml", "application/yaml");
        server.addMimeMappings(yaml);
    }
}
