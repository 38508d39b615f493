package dev.vethlab;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a test needs of the machine it runs on. A test that cannot have it is skipped with a reason; under CI it fails. */
public final class Surrounding {

    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/lib/chromium");

    private Surrounding() {}

    /** Goes on only where nothing is in the way. */
    public static void require(Class<?> test, Optional<String> obstacle) {
        if (obstacle.isPresent()) {
            String reason = test.getSimpleName() + ": not run: " + obstacle.get();
            System.out.println(reason);
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            abort(reason);
        }
    }

    /** Goes on only where programs are installed. */
    public static void requirePrograms(Class<?> test, String... programs) {
        for (String program : programs) {
            boolean there = FOLDERS.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            require(test, there ? Optional.empty() : Optional.of(program + " is not installed"));
        }
    }
}
