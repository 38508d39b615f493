package dev.vethlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A lab is its settings and its journal: built again from them it is the same, to the last nanosecond and random number. */
class ReplayTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/conformance");
    private static final LabSettings SETTINGS = new LabSettings("replayed", Profile.KERNEL, 11, Duration.ofHours(1));

    /** What tells most about the state of a namespace. */
    private static final List<String> LOOKS = List.of(
            "ip -d -s -s link",
            "ip -d addr",
            "ip rule",
            "ip -d -s route show table all",
            "ip -s neigh show nud all",
            "bridge -d -s fdb",
            "bridge -d vlan",
            "ss -an",
            "nft list ruleset",
            "sysctl -a",
            "ping -c 1 -W 1 127.0.0.1");

    @TestFactory
    Stream<DynamicTest> everyScenarioIsTheSameWhenItIsPlayedAgain() throws IOException {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            List<Path> scenarios = files.filter(file -> file.toString().endsWith(".lab"))
                    .sorted()
                    .toList();
            return scenarios.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            SCENARIOS.relativize(file).toString(), () -> holds(Files.readAllLines(file))));
        }
    }

    @Test
    void undoingAndRedoingLeadBackToTheSameLab() throws Exception {
        Lab lab = new Lab("one", SETTINGS, LabLimits.DEFAULT, Instant.EPOCH);
        run(lab, "ip link add veth0 type veth peer name veth1", false);
        run(lab, "ip addr add 10.1.1.2/24 dev veth0", false);
        run(lab, "ping -c 1 10.1.1.2", true);
        var before = lab.packets();
        var decisions = lab.stepsAfter(0);
        run(lab, "ping -c 3 127.0.0.1", true);

        lab.undo(OptionalLong.empty());
        assertThat(lab.packets()).isEqualTo(before);
        assertThat(lab.stepsAfter(0)).isEqualTo(decisions).isNotEmpty();
        lab.redo(OptionalLong.empty());

        assertThat(lab.packets()).hasSizeGreaterThan(before.size());
        sameAgain(lab);
    }

    @Test
    void whatWasBeforeARebootIsGone() throws Exception {
        Lab lab = new Lab("one", SETTINGS, LabLimits.DEFAULT, Instant.EPOCH);
        run(lab, "ip netns add red", false);
        lab.change(OptionalLong.empty(), session -> {
            session.reboot();
            return lab;
        });
        run(lab, "ip netns add blue", false);

        sameAgain(lab);
        int namespaces = lab.read(kernel -> kernel.all().size());
        assertThat(namespaces).isEqualTo(2);
    }

    private static void holds(List<String> script) throws Exception {
        Lab lab = new Lab("one", SETTINGS, LabLimits.DEFAULT, Instant.EPOCH);
        int number = 0;
        for (String line : script) {
            if (!line.isBlank() && !line.startsWith("#")) {
                run(lab, line, number++ % 2 == 0);
            }
        }
        sameAgain(lab);
    }

    private static void sameAgain(Lab lab) throws Exception {
        Lab again = Lab.restored("two", SETTINGS, LabLimits.DEFAULT, Instant.EPOCH, lab.journal());

        assertThat(now(again)).isEqualTo(now(lab));
        assertThat(again.packets()).isEqualTo(lab.packets());
        assertThat(again.stepsAfter(0)).isEqualTo(lab.stepsAfter(0));
        assertThat(state(again)).isEqualTo(state(lab));
        assertThat(now(again)).isEqualTo(now(lab));
    }

    private static long now(Lab lab) {
        return lab.read(kernel -> kernel.machine().nowNs());
    }

    private static List<String> state(Lab lab) throws Exception {
        List<String> state = new ArrayList<>();
        List<String> namespaces =
                lab.read(kernel -> kernel.all().stream().map(Namespace::label).toList());
        for (String look : LOOKS) {
            state.add(run(lab, look, false).stdout());
            for (String namespace : namespaces.subList(1, namespaces.size())) {
                state.add(run(lab, "ip netns exec " + namespace + " " + look, false)
                        .stdout());
            }
        }
        return state;
    }

    private static CommandResult run(Lab lab, String line, boolean traced) throws Exception {
        return lab.change(OptionalLong.empty(), session -> {
            if (traced) {
                session.trace();
            }
            return session.run(line);
        });
    }
}
