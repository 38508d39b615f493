package dev.vethlab.benchmark;

import dev.vethlab.VethlabApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The service with one more resource, which takes a ping run's request and answers always the same bytes: {@code POST /api/v1/noop},
 * behind the filters that every resource is behind. {@code NoOpService PORT_FILE BYTES_FILE}: it writes its port to the one file and answers with the other.
 */
public final class NoOpService {

    private NoOpService() {}

    /** Starts it. */
    public static void main(String[] arguments) {
        Path portFile = Path.of(arguments[0]);
        SpringApplication service = new SpringApplication(VethlabApplication.class);
        service.addListeners((ApplicationListener<WebServerInitializedEvent>) event -> write(portFile, event));
        service.run(
                "--server.port=0",
                "--vethlab.benchmark.answer=" + arguments[1],
                "--vethlab.limits.journal=2000000000",
                "--vethlab.limits.journal-bytes=2000000000",
                "--vethlab.limits.lab-events=9000000000000000",
                "--logging.level.root=warn");
    }

    private static void write(Path file, WebServerInitializedEvent event) {
        try {
            Files.writeString(file, Integer.toString(event.getWebServer().getPort()));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Is there in the benchmark alone. */
    @RestController
    @ConditionalOnProperty("vethlab.benchmark.answer")
    static final class NoOp {

        private final Path file;
        private volatile byte[] bytes = {};

        NoOp(@Value("${vethlab.benchmark.answer}") String file) {
            this.file = Path.of(file);
        }

        @PostMapping("/api/v1/noop")
        ResponseEntity<byte[]> answer(@RequestBody byte[] request) throws IOException {
            if (bytes.length == 0) {
                bytes = Files.readAllBytes(file);
            }
            return ResponseEntity.status(HttpStatus.CREATED)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(bytes);
        }
    }
}
