package dev.vethlab.tool.ovs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class OpenVswitchTest {

    private static LabShell twoHosts(String firstPort, String secondPort) {
        return new LabShell(
                "ovs-vsctl add-br br0",
                "ip netns add a",
                "ip netns add b",
                "ip link add oa type veth peer name eth0 netns a address 02:00:00:00:00:0a",
                "ip link add ob type veth peer name eth0 netns b address 02:00:00:00:00:0b",
                "ip link set oa up",
                "ip link set ob up",
                "ovs-vsctl add-port br0 oa " + firstPort,
                "ovs-vsctl add-port br0 ob " + secondPort,
                "ip -n a link set eth0 up",
                "ip -n b link set eth0 up",
                "ip -n a addr add 10.0.0.1/24 dev eth0",
                "ip -n b addr add 10.0.0.2/24 dev eth0");
    }

    private static int ping(LabShell lab) {
        return lab.run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode();
    }

    @Test
    void portsOfOneVlanReachEachOtherAndOthersDoNot() {
        assertThat(ping(twoHosts("tag=10", "tag=10"))).isZero();
        assertThat(ping(twoHosts("tag=10", "tag=20"))).isEqualTo(1);
    }

    @Test
    void stationsAreForgottenAfterFiveMinutes() {
        LabShell lab = twoHosts("", "");
        assertThat(ping(lab)).isZero();
        lab.run("sleep 200");
        assertThat(lab.out("ovs-appctl fdb/show br0")).contains("02:00:00:00:00:0a");
        lab.run("sleep 110");
        assertThat(lab.out("ovs-appctl fdb/show br0")).isEqualTo(" port  VLAN  MAC                Age\n");
    }

    @Test
    void aFlowThatWasLearntEndsWithItsTimeAndLivesOnWhenItIsLearntAgain() {
        LabShell lab = twoHosts("", "");
        lab.run("ovs-ofctl del-flows br0");
        lab.run(
                "ovs-ofctl add-flow br0 \"table=0,actions=learn(table=1,hard_timeout=10,NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],"
                        + "output:NXM_OF_IN_PORT[]),resubmit(,1)\"");
        lab.run("ovs-ofctl add-flow br0 \"table=1,priority=0,actions=flood\"");
        assertThat(ping(lab)).isZero();
        assertThat(lab.out("ovs-ofctl dump-flows br0 --no-stats table=1"))
                .contains("hard_timeout=10, dl_dst=02:00:00:00:00:0a actions=output:1");
        lab.run("sleep 8");
        assertThat(ping(lab)).isZero();
        lab.run("sleep 4");
        assertThat(lab.out("ovs-ofctl dump-flows br0 --no-stats table=1")).contains("dl_dst=02:00:00:00:00:0a");
        lab.run("sleep 20");
        assertThat(lab.out("ovs-ofctl dump-flows br0 --no-stats table=1")).doesNotContain("dl_dst");
    }

    @Test
    void aCallThatFailsChangesNothing() {
        LabShell lab = twoHosts("", "");
        assertThat(lab.run("ovs-vsctl add-br br1 -- add-port br1 x -- del-br nosuch")
                        .exitCode())
                .isEqualTo(1);
        assertThat(lab.out("ovs-vsctl list-br")).isEqualTo("br0\n");
        assertThat(lab.run("ip link show br1").exitCode()).isEqualTo(1);
    }

    @Test
    void aCallThatFailsUsesNothingUpThatIsDrawnByLot() {
        LabShell untroubled = twoHosts("", "");
        LabShell troubled = twoHosts("", "");
        troubled.run("ovs-vsctl add-br br1 -- del-br nosuch");
        for (LabShell lab : new LabShell[] {untroubled, troubled}) {
            lab.run("ovs-vsctl add-br br2");
        }
        assertThat(troubled.out("ovs-vsctl get bridge br2 _uuid"))
                .isEqualTo(untroubled.out("ovs-vsctl get bridge br2 _uuid"));
        assertThat(troubled.out("ip link show br2")).isEqualTo(untroubled.out("ip link show br2"));
    }

    @Test
    void aPortWaitsForItsDeviceAndTakesItAgain() {
        LabShell lab = twoHosts("", "");
        assertThat(lab.run("ovs-vsctl add-port br0 late").stderr())
                .contains("could not open network device late (No such device)");
        lab.run("ip link add late type veth peer name other");
        assertThat(lab.out("ip link show late")).contains("master ovs-system");
        assertThat(lab.out("ovs-vsctl show")).doesNotContain("error");
        lab.run("ip link del late");
        assertThat(lab.out("ovs-vsctl show"))
                .contains("error: \"could not open network device late (No such device)\"");
    }

    @Test
    void aFlowThatTurnsInCirclesEnds() {
        LabShell lab = twoHosts("", "");
        lab.run("ovs-ofctl add-flow br0 \"priority=9,actions=resubmit(,0)\"");
        assertThat(ping(lab)).isEqualTo(1);
        assertThat(lab.out("ovs-appctl ofproto/trace br0 in_port=1"))
                .contains(">>>> over max translation depth 64 <<<<", "packet is dropped");
    }

    @Test
    void theLastBridgeTakesTheDatapathWithIt() {
        LabShell lab = twoHosts("", "");
        lab.run("ovs-vsctl del-br br0");
        assertThat(lab.out("ip -br link")).doesNotContain("ovs-system", "br0").contains("oa@", "ob@");
        assertThat(lab.out("ip -d link show oa"))
                .doesNotContain("openvswitch_slave")
                .contains("promiscuity 0");
    }

    @Test
    void everyHostMayHaveItsOwn() {
        LabShell lab = new LabShell(
                "ip netns add c1",
                "ip netns add c2",
                "ip link add u1 netns c1 type veth peer name u2 netns c2",
                "ip -n c1 addr add 198.51.100.1/24 dev u1",
                "ip -n c2 addr add 198.51.100.2/24 dev u2",
                "ip -n c1 link set u1 up",
                "ip -n c2 link set u2 up");
        for (int host = 1; host <= 2; host++) {
            String env = "env OVS_RUNDIR=/run/ovs-" + host + " ";
            assertThat(lab.run("ip netns exec c" + host + " " + env + "/usr/share/openvswitch/scripts/ovs-ctl start")
                            .exitCode())
                    .isZero();
            lab.run(env + "ovs-vsctl add-br br-int -- add-port br-int vx -- set interface vx type=vxlan "
                    + "options:remote_ip=198.51.100." + (3 - host) + " options:key=7");
            lab.run(env + "ovs-vsctl add-port br-int g" + host + " -- set interface g" + host + " type=internal");
            lab.run("ip netns add vm" + host);
            lab.run("ip -n c" + host + " link set g" + host + " netns vm" + host);
            lab.run("ip -n vm" + host + " link set g" + host + " up mtu 1450");
            lab.run("ip -n vm" + host + " addr add 10.0.0." + host + "/24 dev g" + host);
        }
        assertThat(lab.run("ip netns exec vm1 ping -c 1 -W 1 10.0.0.2").exitCode())
                .isZero();
        assertThat(lab.out("ovs-vsctl list-br")).isEmpty();
        assertThat(lab.out("ovs-vsctl --db=unix:/run/ovs-1/db.sock list-ports br-int"))
                .isEqualTo("g1\nvx\n");
        assertThat(lab.run("env OVS_RUNDIR=/run/none ovs-vsctl list-br").stderr())
                .isEqualTo(
                        "ovs-vsctl: unix:/run/none/db.sock: database connection failed (No such file or directory)\n");
    }

    @Test
    void aGrePortReachesAGretapDeviceOfTheSameKeyAlone() {
        LabShell lab = new LabShell(
                "ip netns add far",
                "ip link add un0 type veth peer name un0 netns far",
                "ip addr add 192.0.2.1/24 dev un0",
                "ip link set un0 up",
                "ip -n far addr add 192.0.2.2/24 dev un0",
                "ip -n far link set un0 up",
                "ovs-vsctl add-br br0 -- add-port br0 g0 -- set interface g0 type=gre options:remote_ip=192.0.2.2 options:key=88",
                "ip addr add 10.78.0.1/24 dev br0",
                "ip link set br0 up mtu 1450",
                "ip -n far link add gt type gretap remote 192.0.2.1 local 192.0.2.2 key 88",
                "ip -n far addr add 10.78.0.2/24 dev gt",
                "ip -n far link set gt up");
        assertThat(lab.run("ping -c 1 -W 1 10.78.0.2").exitCode()).isZero();
        assertThat(lab.out("ip -d link show gre_sys"))
                .contains("mtu 65000", "master ovs-system", "gretap external remote any local any ttl inherit ");
        lab.run("ovs-vsctl set interface g0 options:key=89");
        assertThat(lab.run("ping -c 1 -W 1 10.78.0.2").exitCode()).isEqualTo(1);
        assertThat(lab.out("ovs-vsctl get interface g0 ofport")).isEqualTo("1\n");
        lab.run("ovs-vsctl del-port g0");
        assertThat(lab.run("ip link show gre_sys").exitCode()).isEqualTo(1);
    }

    @Test
    void aBridgeMaySpeakLaterVersionsAlone() {
        LabShell lab = twoHosts("", "");
        lab.run("ovs-vsctl set bridge br0 protocols=OpenFlow13,OpenFlow14");
        assertThat(lab.run("ovs-ofctl dump-flows br0").stderr())
                .contains("version negotiation failed (we support version 0x01, peer supports versions 0x04, 0x05)");
        assertThat(lab.out("ovs-ofctl -O OpenFlow13 dump-flows br0 --no-stats"))
                .isEqualTo(" priority=0 actions=NORMAL\n");
    }

    @Test
    void flowsFromStandardInputAreAddedAllOrNone() {
        LabShell lab = twoHosts("", "");
        lab.run("ovs-ofctl del-flows br0");
        assertThat(lab.run("echo 'priority=1,actions=nonsense' | ovs-ofctl add-flows br0 -")
                        .stderr())
                .isEqualTo("ovs-ofctl: -:1: unknown action nonsense\n");
        lab.run("echo 'priority=1,arp,actions=flood' | ovs-ofctl add-flows br0 -");
        assertThat(lab.out("ovs-ofctl dump-flows br0 --no-stats")).isEqualTo(" priority=1,arp actions=FLOOD\n");
    }

    @Test
    void theSwitchsDecisionsAreInTheTrace() {
        LabShell lab = twoHosts("", "");
        lab.run("ovs-ofctl add-flow br0 priority=5,icmp,actions=drop");
        assertThat(lab.trace("ip netns exec a ping -c 1 -W 1 10.0.0.2"))
                .anySatisfy(
                        step -> assertThat(step.detail()).isEqualTo("table 0 of br0: icmp, priority 5, actions=drop"))
                .anySatisfy(step -> assertThat(step.detail()).contains("no learned MAC for destination, flooding"))
                .anySatisfy(step ->
                        assertThat(step.reason().map(Enum::name).orElse("")).isEqualTo("OVS_LAST_ACTION"));
    }
}
