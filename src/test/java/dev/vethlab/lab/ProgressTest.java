package dev.vethlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How far a lab has come, as those see it who do not wait for it. */
class ProgressTest {

    private final Lab lab = new Lab(
            "lab", new LabSettings("lab", Profile.KERNEL, 1, Duration.ofHours(1)), LabLimits.DEFAULT, Instant.EPOCH);

    private static void run(Lab lab, String line) throws Exception {
        lab.change(OptionalLong.empty(), session -> session.run(line));
    }

    @Test
    void itIsThatOfTheLastChange() throws Exception {
        assertThat(lab.progress().revision()).isZero();
        run(lab, "ip link add dummy0 type dummy");
        run(lab, "sleep 5");

        assertThat(lab.progress().revision()).isEqualTo(2);
        assertThat(lab.progress().virtualTimeNs()).isGreaterThan(5_000_000_000L);

        lab.undo(OptionalLong.empty());
        assertThat(lab.progress().revision()).isEqualTo(3);
        assertThat(lab.progress().virtualTimeNs()).isLessThan(5_000_000_000L);
        assertThat(lab.copy("copy", Instant.EPOCH).progress()).isEqualTo(lab.progress());
    }

    @Test
    void itIsWhatOthersMadeOfTheLabWhereTheyWereFirst() throws Exception {
        run(lab, "ip link add dummy0 type dummy");
        Lab other = lab.copy("other", Instant.EPOCH);
        run(other, "ip link add dummy1 type dummy");
        lab.keepWith(new OthersFirst(other.journal()));

        assertThatThrownBy(() -> lab.change(OptionalLong.of(1), session -> session.run("ip link del dummy0")))
                .isInstanceOf(StaleRevisionException.class);

        assertThat(lab.progress().revision()).isEqualTo(2);
        assertThat(lab.progress()).isEqualTo(other.progress());
    }

    /** Keeps nothing, since somebody else always was first. */
    private record OthersFirst(List<JournalEntry> journal) implements JournalKeeper {

        @Override
        public boolean append(List<JournalEntry> entries, long nowNs) {
            return false;
        }

        @Override
        public List<JournalEntry> read(List<JournalEntry> known) {
            return new ArrayList<>(journal);
        }

        @Override
        public void configure(LabSettings changed) {}
    }
}
