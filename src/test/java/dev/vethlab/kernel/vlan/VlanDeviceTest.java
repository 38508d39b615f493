package dev.vethlab.kernel.vlan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class VlanDeviceTest {

    private static LabShell pair() {
        return new LabShell(
                "ip netns add b",
                "ip link add p0 address 02:00:00:00:00:01 type veth peer name p1 netns b address 02:00:00:00:00:02",
                "ip link set p0 up",
                "ip -n b link set p1 up");
    }

    @Test
    void twoEndsOfOneVlanReachEachOtherAndCountWithoutTheTag() {
        LabShell lab = pair();
        lab.run("ip link add link p0 name v5 type vlan id 5");
        lab.run("ip -n b link add link p1 name v5 type vlan id 5");
        lab.run("ip addr add 10.0.0.1/24 dev v5");
        lab.run("ip -n b addr add 10.0.0.2/24 dev v5");
        lab.run("ip link set v5 up");
        lab.run("ip -n b link set v5 up");
        assertThat(lab.run("ping -c 1 -W 1 10.0.0.2").exitCode()).isZero();
        assertThat(lab.out("ip -s -j link show v5")).contains("\"rx\":{\"bytes\":112,", "\"tx\":{\"bytes\":140,");
    }

    @Test
    void aVlanComesUpAndGoesDownWithTheDeviceBelow() {
        LabShell lab = pair();
        lab.run("ip link add link p0 name v5 type vlan id 5");
        lab.run("ip link set p0 down");
        lab.run("ip link set p0 up");
        assertThat(lab.out("ip -br link show v5")).contains("UP,LOWER_UP");
        lab.run("ip -n b link set p1 down");
        assertThat(lab.out("ip link show v5")).contains("state LOWERLAYERDOWN");
        lab.run("ip link set p0 down");
        assertThat(lab.out("ip link show v5"))
                .contains("<BROADCAST,MULTICAST,M-DOWN>")
                .contains("state DOWN");
    }

    @Test
    void anAddressOfItsOwnMakesTheDeviceBelowPromiscuousWhileItIsUp() {
        LabShell lab = pair();
        lab.run("ip link add link p0 name v5 address 02:00:00:00:00:55 type vlan id 5");
        assertThat(lab.out("ip -d link show p0")).contains("promiscuity 0");
        lab.run("ip link set v5 up");
        assertThat(lab.out("ip -d link show p0")).contains("promiscuity 1");
        lab.run("ip link set v5 down");
        assertThat(lab.out("ip -d link show p0")).contains("promiscuity 0");
    }

    @Test
    void mapsAreShownByBucketAndZeroTakesAnEntryAway() {
        LabShell lab = pair();
        lab.run("ip link add link p0 name v6 type vlan id 6 ingress-qos-map 1:2 3:4 egress-qos-map 0:5 2:3 17:1");
        assertThat(lab.out("ip -d link show v6"))
                .contains("ingress-qos-map { 1:2 3:4 } ", "egress-qos-map { 0:5 17:1 2:3 } ");
        lab.run("ip link set v6 type vlan ingress-qos-map 1:0");
        assertThat(lab.out("ip -d link show v6")).contains("ingress-qos-map { 3:4 } ");
    }

    @Test
    void vlansDieWithTheDeviceBelowWhereverTheyAre() {
        LabShell lab = pair();
        lab.run("ip netns add c");
        lab.run("ip link add link p0 name v5 type vlan id 5");
        lab.run("ip link set v5 netns c");
        assertThat(lab.out("ip -n c -br link")).contains("v5");
        lab.run("ip link del p0");
        assertThat(lab.out("ip -n c -br link")).doesNotContain("v5");
    }
}
