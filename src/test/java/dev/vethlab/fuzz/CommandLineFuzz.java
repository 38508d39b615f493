package dev.vethlab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The targets of {@link Fuzz} with Jazzer to decide, which sees what code each input reaches. It changes every class of its Java
 * machine, so it is no part of the tests: {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=CommandLineFuzz}.
 */
class CommandLineFuzz {

    private static final Target SCRIPTS = new Scripts(Lines.load());

    @FuzzTest(maxDuration = "10m")
    void jazzerTypesWhateverItLikes(FuzzedDataProvider data) throws Exception {
        SCRIPTS.play(Choices.by(data));
    }
}
