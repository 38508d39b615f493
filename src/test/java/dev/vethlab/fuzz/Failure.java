package dev.vethlab.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/** What went wrong, short enough to read many of them. */
final class Failure {

    private static final int FRAMES = 8;

    private Failure() {}

    static String of(Throwable failure) {
        return failure
                + Arrays.stream(failure.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("dev.vethlab"))
                        .limit(FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }

    static void none(String tried, List<String> failures) {
        Assertions.assertThat(failures).as("%s tried", tried).isEmpty();
    }
}
