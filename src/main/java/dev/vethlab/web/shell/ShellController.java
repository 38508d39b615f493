package dev.vethlab.web.shell;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.ShellQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
class ShellController {

    private static final MediaType SHELL_SCRIPT =
            new MediaType(MediaType.parseMediaType("text/x-shellscript"), StandardCharsets.UTF_8);

    private final String script = resource("lab.bash");

    @GetMapping("/api/v1/labs/{lab}/shell")
    ResponseEntity<byte[]> read(Lab lab) {
        String address = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/api/v1/labs/{lab}")
                .buildAndExpand(lab.id())
                .toUriString();
        return ResponseEntity.ok()
                .contentType(SHELL_SCRIPT)
                .body(script.replace("@LAB@", ShellQuoting.quote(address)).getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) {
        try (InputStream stream = ShellController.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
