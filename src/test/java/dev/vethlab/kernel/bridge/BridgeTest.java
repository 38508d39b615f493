package dev.vethlab.kernel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class BridgeTest {

    private static final String A = "02:00:00:00:01:0a";
    private static final String B = "02:00:00:00:01:0b";

    /** Two hosts, a and b, on a bridge whose own address is 10.0.0.254. */
    private static LabShell twoHosts(String bridgeOptions) {
        return new LabShell(
                "ip link add br0 type bridge mcast_snooping 0 " + bridgeOptions,
                "ip addr add 10.0.0.254/24 dev br0",
                "ip link set br0 up",
                "ip netns add a",
                "ip netns add b",
                "ip link add pa address 02:00:00:00:00:0a type veth peer name eth0 netns a address " + A,
                "ip link add pb address 02:00:00:00:00:0b type veth peer name eth0 netns b address " + B,
                "ip link set pa master br0 up",
                "ip link set pb master br0 up",
                "ip -n a addr add 10.0.0.1/24 dev eth0",
                "ip -n b addr add 10.0.0.2/24 dev eth0",
                "ip -n a link set eth0 up",
                "ip -n b link set eth0 up");
    }

    private static int ping(LabShell lab, String target) {
        return lab.run("ip netns exec a ping -c 1 -W 1 " + target).exitCode();
    }

    @Test
    void stationsAreLearnedAndForgotten() {
        LabShell lab = twoHosts("ageing_time 100");
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(lab.out("bridge fdb show dynamic")).contains(A + " dev pa master br0", B + " dev pb master br0");
        lab.run("sleep 2.5");
        assertThat(lab.out("bridge fdb show dynamic")).isEmpty();
    }

    @Test
    void theBridgeItselfAnswers() {
        assertThat(ping(twoHosts(""), "10.0.0.254")).isZero();
    }

    @Test
    void aStickyEntryKeepsTheStationFromMoving() {
        LabShell lab = twoHosts("");
        lab.run("bridge fdb add " + B + " dev pa master static sticky");
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
        assertThat(lab.out("bridge fdb show brport pa")).contains(B + " sticky master br0 static");
    }

    @Test
    void isolatedPortsReachTheBridgeButNotEachOther() {
        LabShell lab = twoHosts("");
        lab.run("bridge link set dev pa isolated on");
        lab.run("bridge link set dev pb isolated on");
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
        assertThat(ping(lab, "10.0.0.254")).isZero();
    }

    @Test
    void portsOfDifferentVlansDoNotHearEachOther() {
        LabShell lab = twoHosts("vlan_filtering 1");
        lab.run("bridge vlan add dev pa vid 10 pvid untagged");
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
        lab.run("bridge vlan add dev pb vid 10 pvid untagged");
        lab.run("ip -n a neigh flush dev eth0");
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(lab.out("bridge vlan show dev pa"))
                .isEqualTo("port              vlan-id  \n"
                        + "pa                1 Egress Untagged\n"
                        + "                  10 PVID Egress Untagged\n");
        assertThat(lab.out("bridge fdb show dynamic")).contains(A + " dev pa vlan 10 master br0");
    }

    @Test
    void aBridgeThatNobodyAskedForVlansKnowsNone() {
        LabShell lab = twoHosts("");
        assertThat(lab.out("bridge vlan")).isEqualTo("port              vlan-id  \n");
        assertThat(lab.out("ip -d link show br0")).doesNotContain("vlan_protocol");
    }

    @Test
    void allBridgesSayHelloOnWholeSeconds() {
        LabShell lab = new LabShell("ip link add br0 type bridge stp_state 1", "ip link set br0 up", "sleep 0.3");
        lab.run("ip link add br1 type bridge stp_state 1");
        lab.run("ip link set br1 up");
        lab.run("sleep 4.1");
        assertThat(secondsToHello(lab, "br0")).isCloseTo(secondsToHello(lab, "br1"), within(0.05));
    }

    @Test
    void messagesOfTheSpanningTreePassTheOutputHook() {
        LabShell lab = new LabShell(
                "ip link add br0 address 02:00:00:00:02:0a type bridge stp_state 1 max_age 600",
                "ip link add br1 address 02:00:00:00:02:0b type bridge stp_state 1 max_age 600",
                "ip link add l0 type veth peer name r0",
                "ip link set l0 master br0 up",
                "ip link set r0 master br1 up",
                "ip link set br0 up",
                "ip link set br1 up",
                "sleep 3");
        assertThat(lab.out("ip -d link show br1")).contains("root_port 1");
        lab.run("nft add table bridge t");
        lab.run("nft add chain bridge t c '{ type filter hook output priority 0 ; policy drop ; }'");
        lab.run("sleep 9");
        assertThat(lab.out("ip -d link show br1")).contains("root_port 0");
    }

    private static double secondsToHello(LabShell lab, String bridge) {
        return Double.parseDouble(
                lab.out("ip -d link show " + bridge).replaceAll("(?s).* hello_timer +(\\S+) .*", "$1"));
    }

    @Test
    void theSpanningTreeBlocksOneEndOfALoop() {
        LabShell lab = new LabShell(
                "ip link add br0 address 02:00:00:00:00:a0 type bridge stp_state 1 forward_delay 200 hello_time 200",
                "ip link add br1 address 02:00:00:00:00:b0 type bridge stp_state 1 forward_delay 200 hello_time 200",
                "ip link add l0 type veth peer name r0",
                "ip link add l1 type veth peer name r1",
                "ip link set l0 master br0 up",
                "ip link set l1 master br0 up",
                "ip link set r0 master br1 up",
                "ip link set r1 master br1 up",
                "ip link set br0 up",
                "ip link set br1 up",
                "sleep 10");
        String links = lab.out("bridge link");
        assertThat(links.lines().filter(line -> line.contains("state forwarding")))
                .hasSize(3);
        assertThat(links.lines().filter(line -> line.contains("state blocking")))
                .singleElement()
                .asString()
                .contains("master br1");
        lab.run("ip link set l0 down");
        lab.run("sleep 30");
        assertThat(lab.out("bridge link").lines().filter(line -> line.contains("state forwarding")))
                .hasSize(2);
    }
}
