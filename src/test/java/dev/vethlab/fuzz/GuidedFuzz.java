package dev.vethlab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.List;

/**
 * The targets of {@link Fuzz} with Jazzer to decide, which sees what code each input reaches: {@code ./mvnw -q -Pbenchmark test
 * -Dbenchmark.main=com.code_intelligence.jazzer.Jazzer -Dbenchmark=--target_class=dev.vethlab.fuzz.GuidedFuzz}.
 */
public final class GuidedFuzz {

    private static final Lines LINES = Lines.load();
    private static final List<Target> TARGETS =
            List.of(new Scripts(LINES), new ArgumentVectors(LINES), new TapFrames(LINES), new Documents(LINES));

    private GuidedFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) throws Exception {
        Choices choices = Choices.by(data);
        choices.of(TARGETS).play(choices);
    }
}
