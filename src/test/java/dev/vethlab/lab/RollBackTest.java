package dev.vethlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a change ends with: it is there whole or not at all. */
class RollBackTest {

    private final Lab lab = new Lab(
            "lab", new LabSettings("lab", Profile.KERNEL, 1, Duration.ofHours(1)), LabLimits.DEFAULT, Instant.EPOCH);

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, OutOfMemoryError.class})
    void aChangeThatBreaksDownLeavesNothingBehind(Class<? extends Throwable> kind) {
        assertThatThrownBy(() -> lab.change(OptionalLong.empty(), session -> {
                    session.run("ip link add dummy0 type dummy");
                    throw broken(kind);
                }))
                .isInstanceOf(kind);

        assertThat(lab.revision()).isZero();
        assertThat(lab.<Integer>read(
                        kernel -> kernel.initial().net().devices().all().size()))
                .isEqualTo(1);
    }

    /** Thrown as it is, checked by nobody: as the machine does it. */
    private static IllegalStateException broken(Class<? extends Throwable> kind) {
        if (kind == StackOverflowError.class) {
            throw new StackOverflowError();
        }
        if (kind == OutOfMemoryError.class) {
            throw new OutOfMemoryError();
        }
        return new IllegalStateException();
    }
}
