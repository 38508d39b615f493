package dev.vethlab.explain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.Surrounding;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.ShellQuoting;
import dev.vethlab.verify.Cure;
import dev.vethlab.verify.linux.LinuxMachine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The faults on the kernel of this machine: each makes the ping fail there too, and the fix that was found on the simulated kernel mends
 * it. It needs root on Linux: elsewhere it is skipped, under CI it fails.
 */
@Tag("kernel")
class PlantedFaultsOnLinuxTest {

    /** What a kernel without VLAN filtering, macvlan, bonds and dummies can try. */
    private static final int LEAST_TRIED = 60;

    @Test
    void whatMendsALabMendsItOnLinuxToo() throws Exception {
        Surrounding.require(getClass(), LinuxMachine.obstacle());
        Map<String, Cure> cures = new LinkedHashMap<>();
        for (PlantedFault fault : PlantedFault.all()) {
            if (fault.probe() instanceof PingRequest ping) {
                String line = ShellQuoting.join(Commands.in(ping.place(), ping.words()));
                cures.put(fault.name(), new Cure(fault.lab(), line, fault.fix()));
            }
        }
        Map<String, String> outcomes = Cure.tried(cures);

        assertThat(outcomes)
                .allSatisfy((name, words) -> assertThat(words.startsWith(Cure.NOT_TRIED) ? Cure.CURED : words)
                        .as(name)
                        .isEqualTo(Cure.CURED));
        assertThat(outcomes.values()).filteredOn(Cure.CURED::equals).hasSizeGreaterThanOrEqualTo(LEAST_TRIED);
    }
}
