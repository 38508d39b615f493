package dev.vethlab;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service: {@code java -jar vethlab.jar --server.port=8080}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VethlabApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(VethlabApplication.class, arguments);
    }
}
