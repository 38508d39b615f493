package dev.vethlab.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vethlab.verify.random.device.DeviceLab;
import dev.vethlab.verify.random.device.KernelKinds;
import dev.vethlab.verify.script.Script;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceLabTest {

    private static final KernelKinds LEAN = new KernelKinds(Set.of());
    private static final KernelKinds COMPLETE =
            new KernelKinds(Set.of("vlan", "dummy", "ipvlan", "bond", "gre", "ipip", "vrf", "vlan_filtering"));

    @Test
    void theSameSeedDrawsTheSameLabOnTheSameKernel() {
        assertThat(DeviceLab.script(7, LEAN))
                .isEqualTo(DeviceLab.script(7, LEAN))
                .isNotEqualTo(DeviceLab.script(8, LEAN));
    }

    @Test
    void everyLabIsAScriptThatCanBeCompared() {
        for (long seed = 0; seed < 1000; seed++) {
            String script = String.join("\n", DeviceLab.script(seed, seed % 2 == 0 ? LEAN : COMPLETE));
            assertThatCode(() -> Script.parse(script)).as(script).doesNotThrowAnyException();
        }
    }

    @Test
    void aLeanKernelIsNotAskedForWhatItLacks() {
        for (long seed = 0; seed < 500; seed++) {
            assertThat(DeviceLab.script(seed, LEAN))
                    .noneMatch(line -> line.contains("type vlan")
                            || line.contains("vlan_filtering")
                            || line.startsWith("bridge vlan a"));
        }
    }
}
