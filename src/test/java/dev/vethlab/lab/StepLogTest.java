package dev.vethlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepLogTest {

    @Test
    void aStepAboutNoPacketIsBehindThePacketBeforeIt() {
        StepLog log = new StepLog(10);
        log.add(0, List.of(step(0, "first"), step(1, "of 1"), step(0, "behind 1"), step(2, "of 2")));
        log.add(2, List.of(step(0, "behind 2"), step(3, "of 3")));

        assertThat(log.after(0))
                .extracting(Step::detail)
                .containsExactly("first", "of 1", "behind 1", "of 2", "behind 2", "of 3");
        assertThat(log.after(1)).extracting(Step::detail).containsExactly("behind 1", "of 2", "behind 2", "of 3");
        assertThat(log.after(2)).extracting(Step::detail).containsExactly("behind 2", "of 3");
        assertThat(log.after(3)).isEmpty();
    }

    @Test
    void theOldestStepsAreForgottenOneByOne() {
        StepLog log = new StepLog(3);
        log.add(0, List.of(step(1, "a"), step(2, "b")));
        log.add(2, List.of(step(3, "c"), step(4, "d")));
        assertThat(log.after(0)).extracting(Step::detail).containsExactly("b", "c", "d");

        log.add(4, List.of(step(5, "e")));
        assertThat(log.after(0)).extracting(Step::detail).containsExactly("c", "d", "e");

        log.add(5, List.of(step(6, "f"), step(0, "g"), step(7, "h"), step(8, "i")));
        assertThat(log.after(0)).extracting(Step::detail).containsExactly("g", "h", "i");
        assertThat(log.after(6)).extracting(Step::detail).containsExactly("g", "h", "i");
        assertThat(log.after(7)).extracting(Step::detail).containsExactly("i");
    }

    @Test
    void aClearedLogBeginsAnew() {
        StepLog log = new StepLog(2);
        log.add(0, List.of(step(1, "a"), step(2, "b"), step(3, "c")));
        log.clear();
        log.add(3, List.of(step(4, "d"), step(5, "e")));

        assertThat(log.after(0)).extracting(Step::detail).containsExactly("d", "e");
    }

    private static Step step(long packet, String detail) {
        return new Step(
                0, "host", "veth0", packet, "f", Verdict.ACCEPT, Optional.empty(), Optional.empty(), detail, List.of());
    }
}
