package dev.vethlab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * As {@link CommandLineFuzzTest}, with Jazzer to decide, which sees what code each script reaches. It changes every class of its Java
 * machine, so it is no part of the tests: {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=CommandLineFuzz}.
 */
class CommandLineFuzz {

    @FuzzTest(maxDuration = "10m")
    void jazzerTypesWhateverItLikes(FuzzedDataProvider data) {
        CommandLineFuzzTest.play(CommandLineFuzzTest.LINES.script(Choices.by(data)), false);
    }
}
