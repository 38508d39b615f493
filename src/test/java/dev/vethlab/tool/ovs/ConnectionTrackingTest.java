package dev.vethlab.tool.ovs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

/** The {@code ct} action of flows, on the connections of the kernel. */
class ConnectionTrackingTest {

    private static LabShell twoHosts(String... flows) {
        LabShell lab = new LabShell(
                "ovs-vsctl add-br br0 -- set-fail-mode br0 secure",
                "ip netns add a",
                "ip netns add b",
                "ip link add oa type veth peer name eth0 netns a address 02:00:00:00:00:0a",
                "ip link add ob type veth peer name eth0 netns b address 02:00:00:00:00:0b",
                "ip link set oa up",
                "ip link set ob up",
                "ovs-vsctl add-port br0 oa -- set interface oa ofport_request=1",
                "ovs-vsctl add-port br0 ob -- set interface ob ofport_request=2",
                "ip -n a link set eth0 up",
                "ip -n b link set eth0 up",
                "ip -n a addr add 10.0.0.1/24 dev eth0",
                "ip -n b addr add 10.0.0.2/24 dev eth0",
                "ovs-ofctl add-flow br0 priority=100,arp,actions=normal");
        for (String flow : flows) {
            lab.run("ovs-ofctl add-flow br0 \"" + flow + "\"");
        }
        return lab;
    }

    private static final String[] FIREWALL = {
        "table=0,ct_state=-trk,ip,actions=ct(table=0)",
        "table=0,ct_state=+trk+new,ip,in_port=1,actions=ct(commit),2",
        "table=0,ct_state=+trk+est,ip,actions=ct_clear,normal",
    };

    @Test
    void whatIsAnsweredPassesAndWhatBeginsTheOtherWayDoesNot() {
        LabShell lab = twoHosts(FIREWALL);
        assertThat(lab.run("ip netns exec b ping -c 1 -W 1 10.0.0.1").exitCode())
                .isEqualTo(1);
        assertThat(lab.run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode())
                .isZero();
        assertThat(lab.out("ovs-appctl dpctl/dump-conntrack")).contains("orig=(src=10.0.0.1,dst=10.0.0.2,");
    }

    @Test
    void connectionsEndWithTheirTimeAndByHand() {
        LabShell lab = twoHosts(FIREWALL);
        lab.run("ip netns exec a ping -c 1 -W 1 10.0.0.2");
        lab.run("sleep 31");
        assertThat(lab.out("ovs-appctl dpctl/dump-conntrack")).isEmpty();
        lab.run("ip netns exec a ping -c 1 -W 1 10.0.0.2");
        lab.run("ovs-appctl dpctl/flush-conntrack");
        assertThat(lab.out("ovs-appctl dpctl/dump-conntrack")).isEmpty();
    }

    @Test
    void zonesKeepConnectionsApartAndMarksStayWithThem() {
        LabShell lab = twoHosts(
                "table=0,ip,actions=ct(table=1,zone=7)",
                "table=1,ct_state=+new,ip,actions=ct(commit,zone=7,exec(set_field:5->ct_mark)),ct(commit,zone=8),2",
                "table=1,ct_state=+est,ct_mark=5,ip,actions=normal");
        assertThat(lab.run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode())
                .isZero();
        assertThat(lab.out("ovs-appctl dpctl/dump-conntrack zone=7")).contains(",zone=7,mark=5");
        assertThat(lab.out("ovs-appctl dpctl/dump-conntrack zone=8")).contains(",zone=8\n");
        assertThat(lab.out("ovs-appctl dpctl/dump-conntrack zone=9")).isEmpty();
    }

    @Test
    void addressesAreTranslatedBothWays() {
        LabShell lab = twoHosts(
                "in_port=1,ip,actions=ct(commit,nat(src=10.0.0.100)),2",
                "in_port=2,ip,nw_dst=10.0.0.100,actions=ct(nat,table=1)",
                "table=1,ct_state=+est,actions=1");
        lab.run("ip -n b neigh add 10.0.0.100 lladdr 02:00:00:00:00:0a dev eth0");
        assertThat(lab.run("ip netns exec a ping -c 1 -W 1 10.0.0.2").exitCode())
                .isZero();
        assertThat(lab.out("ovs-appctl dpctl/dump-conntrack")).contains("reply=(src=10.0.0.2,dst=10.0.0.100,");
    }

    @Test
    void aTraceGoesOnBehindTheConnectionAsItIsTold() {
        LabShell lab = twoHosts(FIREWALL);
        assertThat(lab.out("ovs-appctl ofproto/trace br0 in_port=2,icmp"))
                .contains("resume conntrack with default ct_state=trk|new", "No match.");
        assertThat(lab.out("ovs-appctl ofproto/trace br0 in_port=2,icmp --ct-next trk,est"))
                .contains("resume conntrack with ct_state=est|trk", "NORMAL");
    }
}
