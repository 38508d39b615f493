package dev.vethlab.kernel.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JiffiesTest {

    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void aTimeIsRoundedToTheSecondBeforeWhenItIsLessThanAQuarterPast() {
        Machine machine = upFor(0);
        assertThat(Jiffies.rounded(machine, 2 * Jiffies.HZ + 61)).isEqualTo(2 * Jiffies.HZ);
        assertThat(Jiffies.rounded(machine, 2 * Jiffies.HZ + 62)).isEqualTo(3 * Jiffies.HZ);
    }

    @Test
    void aTimeThatWouldBeOverByThenIsNotRounded() {
        Machine machine = upFor(2 * SECOND_NS);
        assertThat(Jiffies.rounded(machine, 2 * Jiffies.HZ + 5)).isEqualTo(2 * Jiffies.HZ + 5);
    }

    @Test
    void ticksAreCountedFromBeforeVirtualTimeBegins() {
        Machine machine = upFor(10 * SECOND_NS);
        assertThat(machine.nowNs()).isZero();
        assertThat(Jiffies.now(machine)).isEqualTo(10 * Jiffies.HZ);
    }

    @Test
    void howLateATimerFiresDependsOnTheUptime() {
        assertThat(firingOfOneSecond(0)).isEqualTo(256 * Jiffies.NS);
        assertThat(firingOfOneSecond(5 * Jiffies.NS)).isEqualTo(251 * Jiffies.NS);
    }

    @Test
    void ofTimersOfOneTickThoseSetFurthestAheadFireFirstAndThenTheYoungest() {
        Machine machine = upFor(0);
        List<String> fired = new ArrayList<>();
        Jiffies.at(machine, 1250, () -> fired.add("five seconds"));
        machine.sleep(1029 * Jiffies.NS);
        Jiffies.at(machine, 1279, () -> fired.add("one second"));
        Jiffies.at(machine, 1279, () -> fired.add("one second, set later"));
        machine.sleep(241 * Jiffies.NS);
        Jiffies.at(machine, 1279, () -> fired.add("some ticks"));
        machine.sleep(11 * Jiffies.NS);
        assertThat(fired).containsExactly("five seconds", "one second, set later", "one second", "some ticks");
    }

    private static long firingOfOneSecond(long uptimeNs) {
        Machine machine = upFor(uptimeNs);
        List<Long> fired = new ArrayList<>();
        Jiffies.at(machine, Jiffies.now(machine) + Jiffies.HZ, () -> fired.add(machine.nowNs()));
        machine.sleep(2 * SECOND_NS);
        return fired.get(0);
    }

    private static Machine upFor(long uptimeNs) {
        return new Machine(1, new Tracer(10), new CaptureLog(10), uptimeNs);
    }
}
