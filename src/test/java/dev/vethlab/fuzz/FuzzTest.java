package dev.vethlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is typed, written to a tap or uploaded: the lab answers, in time, and stays a lab. Some thousand inputs are tried with every
 * build; {@link Fuzz} says how more are.
 */
class FuzzTest {

    private static final long SECONDS = 10;

    @ParameterizedTest
    @ValueSource(strings = {"scripts", "arguments", "frames", "documents"})
    void whateverIsTriedTheLabStaysALab(String target) {
        Fuzz fuzz = new Fuzz();
        fuzz.run(new Fuzz.Extent(3_000, 1, 60, SECONDS, target));
        assertThat(fuzz.finds()).as("%s tried", fuzz.counts()).isEmpty();
        assertThat(fuzz.counts().get(target)).isPositive();
    }
}
