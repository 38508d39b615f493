package dev.vethlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What one change may cost: it stops cleanly, keeps what it saw, and its journal leads to the same lab. */
class WorkBudgetTest {

    private static final long SECOND_NS = 1_000_000_000L;

    /** Two bridges with two cables between them and no spanning tree: the first broadcast goes round for ever. */
    private static final List<String> LOOP = List.of(
            "ip link add br0 type bridge",
            "ip link add br1 type bridge",
            "ip link add a0 type veth peer name b0",
            "ip link add a1 type veth peer name b1",
            "ip link set a0 master br0",
            "ip link set a1 master br0",
            "ip link set b0 master br1",
            "ip link set b1 master br1",
            "ip link set up a0",
            "ip link set up a1",
            "ip link set up b0",
            "ip link set up b1",
            "ip link set up br0",
            "ip link set up br1",
            "ip address add 10.0.0.1/24 dev br0");

    private static final String STORM = "ping -c 5 -i 100 10.0.0.2";

    private static LabLimits limits(long requestEvents, long requestTimeNs) {
        LabLimits usual = LabLimits.DEFAULT;
        return new LabLimits(
                usual.namespaces(),
                usual.devices(),
                usual.routes(),
                usual.journal(),
                usual.capturedPackets(),
                usual.pingRuns(),
                1_000_000_000L,
                requestEvents,
                requestTimeNs,
                1_000_000_000L,
                usual.virtualTimeNs(),
                usual.outputBytes(),
                usual.journalBytes(),
                1_000,
                64 << 20);
    }

    private static Lab lab(LabLimits limits) throws CommandFailedException, StaleRevisionException {
        Lab lab = new Lab("a", new LabSettings("a", Profile.KERNEL, 1, Duration.ofHours(1)), limits, Instant.EPOCH);
        run(lab, LOOP);
        return lab;
    }

    private static List<CommandResult> run(Lab lab, List<String> lines)
            throws CommandFailedException, StaleRevisionException {
        return lab.change(OptionalLong.empty(), session -> {
            List<CommandResult> results = new ArrayList<>();
            for (String line : lines) {
                results.add(session.run(line));
            }
            return results;
        });
    }

    private static String state(Lab lab) {
        return lab.read(kernel -> kernel.machine().nowNs()
                        + " "
                        + kernel.machine().events()
                        + " "
                        + kernel.machine().random().nextLong())
                + lab.packets();
    }

    @Test
    void aStormIsStoppedWhenTheEventsOfTheRequestAreUsedUpAndTheRestIsNotBegun() throws Exception {
        Lab lab = lab(limits(50_000, 60 * SECOND_NS));

        List<CommandResult> results = run(lab, List.of(STORM, "ip link show br0"));

        assertThat(results.get(0).exitCode()).isEqualTo(137);
        assertThat(results.get(0).stderr()).contains("stopped at the limit of").contains("events");
        assertThat(results.get(1).exitCode()).isEqualTo(137);
        assertThat(results.get(1).stderr()).contains("not begun").contains("vethlab.limits.requestEvents");
        assertThat(lab.packets()).isNotEmpty();
        assertThat(lab.journal()).hasSize(LOOP.size() + 1);
        assertThat(run(lab, List.of("ip link set br1 down", "ip link show br0")))
                .allMatch(result -> result.exitCode() == 0 || result.exitCode() == 137);
    }

    @Test
    void aStormIsStoppedWhenTheTimeOfTheRequestIsOverAndTheLabCanBeBuiltAgain() throws Exception {
        Lab lab = lab(limits(1_000_000_000L, SECOND_NS / 5));
        long before = System.nanoTime();

        CommandResult stormy = run(lab, List.of(STORM)).get(0);

        assertThat(System.nanoTime() - before).isLessThan(10 * SECOND_NS);
        assertThat(stormy.exitCode()).isEqualTo(137);
        JournalEntry last = lab.journal().get(LOOP.size());
        assertThat(last.events()).isPositive();
        assertThat(state(lab.copy("b", Instant.EPOCH))).isEqualTo(state(lab));
    }

    @Test
    void aLabThatHasCostTooMuchToBeBuiltAgainTakesNoMore() throws Exception {
        LabLimits usual = limits(50_000, 60 * SECOND_NS);
        Lab lab = lab(new LabLimits(
                usual.namespaces(),
                usual.devices(),
                usual.routes(),
                usual.journal(),
                usual.capturedPackets(),
                usual.pingRuns(),
                usual.events(),
                usual.requestEvents(),
                usual.requestTimeNs(),
                20_000,
                usual.virtualTimeNs(),
                usual.outputBytes(),
                usual.journalBytes(),
                usual.packets(),
                64 << 20));
        run(lab, List.of(STORM));

        assertThatThrownBy(() -> run(lab, List.of("ip link set br1 down")))
                .isInstanceOfSatisfying(
                        LimitReachedException.class,
                        limit -> assertThat(limit.limit()).isEqualTo("labEvents"));
    }

    @Test
    void allCapturesTogetherKeepNoMoreThanTheirLimit() throws Exception {
        Lab lab = lab(limits(200_000, 60 * SECOND_NS));

        run(lab, List.of(STORM));

        assertThat(lab.packets().size()).isBetween(500, 1_000 + 7 * 16);
    }
}
