package dev.vethlab.benchmark;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A service with the same starters and nothing of its own, for what starting costs at least. */
@EnableAutoConfiguration
public class EmptyService {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(EmptyService.class, arguments);
    }
}
