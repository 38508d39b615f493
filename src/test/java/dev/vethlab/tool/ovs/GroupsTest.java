package dev.vethlab.tool.ovs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

/** Groups of Open vSwitch. */
class GroupsTest {

    private final LabShell lab = new LabShell(
            "ovs-vsctl add-br br0 -- set-fail-mode br0 secure",
            "ip link add p1 type veth peer name q1",
            "ip link add p2 type veth peer name q2",
            "ip link set p1 up",
            "ip link set q1 up",
            "ip link set p2 up",
            "ip link set q2 up",
            "ovs-vsctl add-port br0 p1 -- set interface p1 ofport_request=1",
            "ovs-vsctl add-port br0 p2 -- set interface p2 ofport_request=2");

    private String trace(String flow) {
        return lab.out("ovs-appctl ofproto/trace br0 " + flow);
    }

    @Test
    void whereAPortFailsTheNextBucketStandsIn() {
        lab.run("ovs-ofctl add-group br0 group_id=1,type=ff,bucket=watch_port:1,output:1,bucket=watch_port:2,output:2");
        lab.run("ovs-ofctl -O OpenFlow13 add-flow br0 actions=group:1");
        assertThat(trace("in_port=LOCAL")).contains("using bucket 0", "Datapath actions: 2");
        lab.run("ip link set p1 down");
        assertThat(trace("in_port=LOCAL")).contains("bucket 0: not live due to port 1", "Datapath actions: 3");
    }

    @Test
    void eachBucketHasThePacketAsItCame() {
        lab.run(
                "ovs-ofctl add-group br0 \"group_id=1,type=all,bucket=mod_dl_dst:02:00:00:00:00:01,output:1,bucket=output:2\"");
        lab.run("ovs-ofctl -O OpenFlow13 add-flow br0 actions=group:1");
        assertThat(trace("in_port=LOCAL,dl_dst=02:00:00:00:00:09"))
                .contains("set(eth(dst=02:00:00:00:00:01)),2,set(eth(dst=02:00:00:00:00:09)),3");
    }

    @Test
    void flowsGoWithTheGroupThatTheyUse() {
        lab.run("ovs-ofctl add-group br0 group_id=1,type=all,bucket=output:1");
        lab.run("ovs-ofctl -O OpenFlow13 add-flow br0 actions=group:1");
        assertThat(lab.run("ovs-ofctl -O OpenFlow13 add-flow br0 actions=group:2")
                        .stderr())
                .contains("OFPBAC_BAD_OUT_GROUP");
        lab.run("ovs-ofctl del-groups br0 group_id=1");
        assertThat(lab.out("ovs-ofctl dump-flows br0 --no-stats")).isEmpty();
    }

    @Test
    void bucketsAreGivenOutByWeight() {
        lab.run("ovs-ofctl -O OpenFlow15 add-group br0 \"group_id=1,type=select,selection_method=hash,fields(tcp_dst),"
                + "bucket=weight:0,output:1,bucket=weight:1,output:2\"");
        lab.run("ovs-ofctl -O OpenFlow13 add-flow br0 tcp,actions=group:1");
        for (int port = 80; port < 90; port++) {
            assertThat(trace("in_port=LOCAL,tcp,tcp_dst=" + port)).contains("Datapath actions: 3");
        }
    }
}
