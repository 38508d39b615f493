package dev.vethlab.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** What went wrong, short enough to read many of them. */
final class Failure {

    private static final int FRAMES = 8;
    private static final int WORDS = 600;

    private Failure() {}

    static String of(Throwable failure) {
        String said = failure.toString();
        return said.substring(0, Math.min(said.length(), WORDS))
                + ours(failure).limit(FRAMES).map(frame -> "\n    at " + frame).collect(Collectors.joining());
    }

    /** What is the same of two failures that have the same cause, in all likelihood. */
    static String kind(Throwable failure) {
        return failure.getClass()
                + ours(failure)
                        .filter(frame -> failure instanceof AssertionError
                                || !frame.getClassName().startsWith("dev.vethlab.fuzz"))
                        .limit(failure instanceof StackOverflowError ? 0 : 2)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" "));
    }

    private static Stream<StackTraceElement> ours(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.vethlab"));
    }

    static void none(String tried, List<String> failures) {
        Assertions.assertThat(failures).as("%s tried", tried).isEmpty();
    }
}
