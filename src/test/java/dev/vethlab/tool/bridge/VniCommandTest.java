package dev.vethlab.tool.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class VniCommandTest {

    private static final String HEADING = "dev               vni              group/remote   \n";

    private final LabShell shell = new LabShell("ip link add v0 type veth peer name v1");

    @Test
    void noDeviceFiltersNetworks() {
        assertThat(shell.out("bridge vni")).isEqualTo(HEADING);
        assertThat(shell.out("bridge -j vni show")).isEqualTo("[]\n");
    }

    @Test
    void onlyVxlanDevicesAreAsked() {
        assertThat(shell.run("bridge vni show dev v0")).satisfies(result -> {
            assertThat(result.stdout()).isEqualTo(HEADING);
            assertThat(result.stderr()).isEqualTo("Error: The device is not a vxlan device.\nDump ternminated\n");
            assertThat(result.exitCode()).isEqualTo(1);
        });
        assertThat(shell.err("bridge vni show dev nosuch")).isEqualTo("255 Cannot find device \"nosuch\"\n");
        assertThat(shell.err("bridge vni add")).isEqualTo("255 Device and VNI ID are required arguments.\n");
    }
}
