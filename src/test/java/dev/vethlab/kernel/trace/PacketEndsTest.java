package dev.vethlab.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacketEndsTest {

    @Test
    void aPacketThatIsStillOnItsWayHasNoEnd() {
        PacketEnds ends = new PacketEnds(10);
        ends.add(1, end("one"));

        assertThat(ends.find(1)).contains(end("one"));
        assertThat(ends.find(2)).isEmpty();
    }

    @Test
    void endsThatAreAlikeAreKeptOnce() {
        PacketEnds ends = new PacketEnds(10);
        ends.add(1, end("one"));
        ends.add(2, end("other"));
        ends.add(3, end("one"));

        assertThat(ends.find(3).orElseThrow()).isSameAs(ends.find(1).orElseThrow());
        assertThat(ends.find(2)).contains(end("other"));
    }

    @Test
    void theLastEndOfAPacketCounts() {
        PacketEnds ends = new PacketEnds(10);
        ends.add(1, end("one"));
        assertThat(ends.find(1)).contains(end("one"));
        ends.add(1, end("other"));

        assertThat(ends.find(1)).contains(end("other"));
    }

    @Test
    void theOldestAreForgottenWhereThereAreTooMany() {
        PacketEnds ends = new PacketEnds(100);
        for (int number = 1; number <= 250; number++) {
            ends.add(number, end("end " + number));
        }

        assertThat(ends.find(150)).isEmpty();
        for (int number = 151; number <= 250; number++) {
            assertThat(ends.find(number)).contains(end("end " + number));
        }
    }

    @Test
    void nothingIsKeptWhereNothingMayBe() {
        PacketEnds ends = new PacketEnds(0);
        ends.add(1, end("one"));

        assertThat(ends.find(1)).isEmpty();
    }

    @Test
    void clearedEndsAreGoneAndNewOnesAreKept() {
        PacketEnds ends = new PacketEnds(10);
        ends.add(1, end("one"));
        ends.clear();
        ends.add(2, end("two"));

        assertThat(ends.find(1)).isEmpty();
        assertThat(ends.find(2)).contains(end("two"));
    }

    private static CaptureLog.End end(String detail) {
        return new CaptureLog.End(Fate.DROPPED, Optional.empty(), "function", detail);
    }
}
