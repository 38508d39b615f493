package dev.vethlab.kernel.vxlan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class VxlanDeviceTest {

    private static LabShell two(String first, String second) {
        return new LabShell(
                "ip netns add b",
                "ip link add u0 type veth peer name u0 netns b",
                "ip addr add 10.0.0.1/24 dev u0",
                "ip -n b addr add 10.0.0.2/24 dev u0",
                "ip link set u0 up",
                "ip -n b link set u0 up",
                "ip link add vx address 02:00:00:00:00:01 type vxlan dstport 4789 remote 10.0.0.2 " + first,
                "ip -n b link add vx address 02:00:00:00:00:02 type vxlan dstport 4789 remote 10.0.0.1 " + second,
                "ip addr add 10.1.0.1/24 dev vx",
                "ip -n b addr add 10.1.0.2/24 dev vx",
                "ip link set vx up",
                "ip -n b link set vx up");
    }

    @Test
    void twoEndsOfOneNetworkReachEachOtherAndLearn() {
        LabShell lab = two("id 7", "id 7");
        assertThat(lab.run("ping -c 1 -W 1 10.1.0.2").exitCode()).isZero();
        assertThat(lab.out("bridge fdb show dev vx"))
                .contains("00:00:00:00:00:00 dst 10.0.0.2 self permanent", "02:00:00:00:00:02 dst 10.0.0.2 self");
    }

    @Test
    void otherNetworksAreNotHeard() {
        assertThat(two("id 7", "id 8").run("ping -c 1 -W 1 10.1.0.2").exitCode())
                .isEqualTo(1);
    }

    @Test
    void whatWasLearntAges() {
        LabShell lab = two("id 7 ageing 20", "id 7");
        lab.run("ping -c 1 -W 1 10.1.0.2");
        lab.run("ip neigh flush all");
        lab.run("sleep 45");
        assertThat(lab.out("bridge fdb show dev vx")).doesNotContain("02:00:00:00:00:02");
    }

    @Test
    void packetsTooLongForTheWayOutsideAreFragmentedThereAndThenMadeSmaller() {
        LabShell lab = two("id 7", "id 7");
        assertThat(lab.run("ping -c 2 -i 0.2 -W 1 -s 1472 10.1.0.2").exitCode()).isZero();
        assertThat(lab.out("ip route get 10.1.0.2")).contains("mtu 1450");
    }

    @Test
    void twoDevicesOfOneNetworkAndPortClash() {
        LabShell lab = two("id 7", "id 7");
        assertThat(lab.run("ip link add other type vxlan id 7 dstport 4789").stderr())
                .isEqualTo("Error: A VXLAN device with the specified VNI already exists.\n");
        assertThat(lab.run("ip link add other type vxlan id 7 dstport 4790").exitCode())
                .isZero();
    }

    @Test
    void aDeviceGoesWithTheOneThatItIsMadeOver() {
        LabShell lab = two("id 7 dev u0", "id 7");
        lab.run("ip link del u0");
        assertThat(lab.out("ip -br link")).doesNotContain("vx");
        assertThat(lab.out("ip -n b -br link")).contains("vx");
    }
}
