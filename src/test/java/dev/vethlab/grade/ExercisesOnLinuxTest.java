package dev.vethlab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.Surrounding;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.ShellQuoting;
import dev.vethlab.verify.Cure;
import dev.vethlab.verify.linux.LinuxMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the simulated kernel says about the exercises, said again by the kernel of this machine: the ping fails, and after the first
 * fix of the diagnosis it works. It needs root on Linux: elsewhere it is skipped, under CI it fails.
 */
@Tag("kernel")
class ExercisesOnLinuxTest {

    /** What every kernel can try: routing, ARP, addresses and settings. */
    private static final int LEAST_TRIED = 17;

    @Test
    void theFirstFixOfEachDiagnosisWorksOnLinux() throws Exception {
        Surrounding.require(getClass(), LinuxMachine.obstacle());
        Map<String, Cure> cures = new LinkedHashMap<>();
        for (String id : Exercises.RUBRICS.keySet()) {
            if (Exercises.isAboutPing(id)) {
                cures.put(id, cure(id));
            }
        }
        Map<String, String> outcomes = Cure.tried(cures);
        outcomes.forEach((id, words) -> System.out.println("ExercisesOnLinuxTest: " + id + ": " + words));

        assertThat(outcomes.values())
                .allSatisfy(words -> assertThat(words.startsWith(Cure.NOT_TRIED) ? Cure.CURED : words)
                        .isEqualTo(Cure.CURED));
        assertThat(outcomes.values()).filteredOn(Cure.CURED::equals).hasSizeGreaterThanOrEqualTo(LEAST_TRIED);
    }

    private static Cure cure(String id) {
        PingRequest ping = Exercises.ping(id);
        List<String> setup = new ArrayList<>(
                Profile.of(Exercises.entry(id).profile()).orElseThrow().boot());
        setup.addAll(Exercises.entry(id).script());
        return new Cure(
                setup,
                ShellQuoting.join(Commands.in(ping.place(), ping.words())),
                Exercises.diagnosis(id).fixes().get(0).commands());
    }
}
