package dev.vethlab.kernel.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

/** Whether bridges are in VLANs, by what a lab has asked for. */
class KernelBuildTest {

    private final Shell shell = new Shell(new Kernel(1, 1000), Programs.all(), 100_000);

    private String run(String line) {
        Shell.Result result = shell.run(line);
        return result.stdout() + result.stderr();
    }

    @Test
    void aLeanKernelHasBridgesWithoutVlans() {
        run("ip link add br0 type bridge");
        assertThat(run("bridge vlan")).doesNotContain("br0");
        assertThat(run("ip -d link show br0")).doesNotContain("vlan_protocol");
    }

    @Test
    void aDeviceThatOnlyACompleteKernelHasPutsEveryBridgeIntoVlanOne() {
        run("ip link add before type bridge");
        run("ip link add d0 type dummy");
        run("ip link add after type bridge");
        assertThat(run("bridge vlan")).contains("before            1 PVID Egress Untagged", "after             1 PVID");
        assertThat(run("ip -d link show before")).contains("vlan_protocol 802.1Q", "vlan_default_pvid 1");
    }

    @Test
    void aBridgeThatIsGoneIsNotTouched() {
        run("ip link add br0 type bridge");
        run("ip link del br0");
        assertThat(run("ip link add d0 type dummy")).isEmpty();
    }
}
