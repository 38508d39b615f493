package dev.vethlab.kernel.macvlan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class MacvlanDeviceTest {

    private static LabShell two(String mode) {
        return new LabShell(
                "ip netns add a",
                "ip netns add b",
                "ip link add par address 02:00:00:00:00:01 type veth peer name wire",
                "ip link set par up",
                "ip link set wire up",
                "ip link add link par name mv0 netns a type macvlan mode " + mode,
                "ip link add link par name mv0 netns b type macvlan mode " + mode,
                "ip -n a addr add 10.0.0.1/24 dev mv0",
                "ip -n b addr add 10.0.0.2/24 dev mv0",
                "ip -n a link set mv0 up",
                "ip -n b link set mv0 up");
    }

    @Test
    void bridgeModeLetsDevicesReachEachOtherAndPrivateModeDoesNot() {
        assertThat(two("bridge").run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode())
                .isZero();
        assertThat(two("private").run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode())
                .isEqualTo(1);
        assertThat(two("vepa").run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode())
                .isEqualTo(1);
    }

    @Test
    void anAddressThatIsTakenIsRefusedWhenTheDeviceComesUp() {
        LabShell lab = two("bridge");
        lab.run("ip link add link par name twin address 02:00:00:00:00:01 type macvlan mode bridge");
        assertThat(lab.run("ip link set twin up").stderr()).isEqualTo("RTNETLINK answers: Address already in use\n");
    }

    @Test
    void aPortThatIsPassedThroughTakesNoOtherDevice() {
        LabShell lab = new LabShell("ip link add par type veth peer name wire");
        lab.run("ip link add link par name one type macvlan mode passthru");
        assertThat(lab.run("ip link add link par name two type macvlan").stderr())
                .isEqualTo("RTNETLINK answers: Invalid argument\n");
        assertThat(lab.run("ip link set one type macvlan mode bridge").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aDeviceOverAMacvlanIsOverTheDeviceBelowThat() {
        LabShell lab = new LabShell("ip link add par type veth peer name wire");
        lab.run("ip link add link par name one type macvlan");
        lab.run("ip link add link one name two type macvlan");
        assertThat(lab.out("ip -br link show two")).startsWith("two@par");
    }

    @Test
    void sourceModeHearsTheStationsThatItNames() {
        LabShell lab = new LabShell("ip link add par type veth peer name wire");
        lab.run("ip link add link par name s type macvlan mode source");
        lab.run("ip link set s type macvlan macaddr add 02:00:00:00:00:55");
        assertThat(lab.out("ip -d link show s")).contains("remotes (1) 02:00:00:00:00:55 ");
        lab.run("ip link set s type macvlan macaddr flush");
        assertThat(lab.out("ip -d link show s")).contains("remotes (0) ");
    }
}
