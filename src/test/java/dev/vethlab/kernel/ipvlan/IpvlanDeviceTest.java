package dev.vethlab.kernel.ipvlan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class IpvlanDeviceTest {

    private static LabShell two(String mode) {
        return new LabShell(
                "ip netns add a",
                "ip netns add b",
                "ip link add par address 02:00:00:00:00:01 type veth peer name wire",
                "ip link set par up",
                "ip link set wire up",
                "ip link add link par name i netns a type ipvlan mode " + mode,
                "ip link add link par name i netns b type ipvlan mode " + mode,
                "ip -n a addr add 10.0.0.1/24 dev i",
                "ip -n b addr add 10.0.0.2/24 dev i",
                "ip -n a link set i up",
                "ip -n b link set i up");
    }

    @Test
    void devicesReachEachOtherUnlessTheyArePrivate() {
        assertThat(two("l2").run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode())
                .isZero();
        assertThat(two("l3").run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode())
                .isZero();
        assertThat(two("l3 private")
                        .run("ip netns exec a ping -c 1 -W 1 10.0.0.2")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void anAddressBelongsToOneDeviceOfThePort() {
        LabShell lab = two("l2");
        assertThat(lab.run("ip -n b addr add 10.0.0.1/24 dev i").stderr())
                .isEqualTo("Error: Address already assigned to an ipvlan device.\n");
    }

    @Test
    void theModeIsThePortsAndDecidesWhetherNeighboursAreAskedFor() {
        LabShell lab = two("l2");
        assertThat(lab.out("ip -n a link show i")).doesNotContain("NOARP");
        lab.run("ip -n b link set i type ipvlan mode l3");
        assertThat(lab.out("ip -n a -d link show i")).contains("NOARP").contains("ipvlan  mode l3 bridge ");
    }
}
