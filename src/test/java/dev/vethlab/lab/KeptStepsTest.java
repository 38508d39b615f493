package dev.vethlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptStepsTest {

    @Test
    void whatIsKeptIsWhatWasDecided() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            steps.add(step(
                    i, i % 7, "device" + i % 3, i % 11 == 0 ? "a decision of its own, " + i : "decision " + i % 5));
        }

        assertThat(KeptSteps.of(steps)).isEqualTo(steps);
        assertThat(KeptSteps.of(List.of())).isEmpty();
    }

    @Test
    void decisionsThatDifferInOneThingAreKeptApart() {
        Step plain = step(1, 1, "veth0", "words");
        List<Step> steps = List.of(
                plain,
                plain.of(2, 2),
                step(3, 3, "veth1", "words"),
                new Step(
                        4,
                        "host",
                        "veth0",
                        4,
                        "function",
                        Verdict.DROP,
                        Optional.of(Fate.DROPPED),
                        Optional.of(DropReason.NO_SOCKET),
                        "words",
                        List.of()),
                new Step(
                        5,
                        "host",
                        "veth0",
                        5,
                        "function",
                        Verdict.ACCEPT,
                        Optional.empty(),
                        Optional.empty(),
                        "words",
                        List.of(new SysctlSeen("name", "1"))),
                new Step(
                        6,
                        "host",
                        "veth0",
                        6,
                        "function",
                        Verdict.ACCEPT,
                        Optional.empty(),
                        Optional.empty(),
                        "words",
                        List.of(),
                        Optional.of(Ipv4Address.LOOPBACK)),
                plain.of(7, 0));

        assertThat(KeptSteps.of(steps)).isEqualTo(steps);
    }

    private static Step step(long atNs, long packet, String device, String detail) {
        return new Step(
                atNs,
                "host",
                device,
                packet,
                "function",
                Verdict.ACCEPT,
                Optional.empty(),
                Optional.empty(),
                detail,
                List.of());
    }
}
