package dev.vethlab.vswitch.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.PortNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionTextTest {

    private static List<Action> read(String text) {
        return ActionReader.read(text, PortNames.NUMBERS).actions();
    }

    private static String early(String text) {
        return ActionText.write(ActionVersions.early(read(text)), PortNames.NUMBERS);
    }

    private static String later(String text) {
        return ActionText.write(ActionVersions.later(read(text), FlowMatch.all()), PortNames.NUMBERS);
    }

    @Test
    void portsAreSaidByNumberOrByWhatTheyStandFor() {
        assertThat(early("2,normal,local,in_port,controller"))
                .isEqualTo("output:2,NORMAL,LOCAL,IN_PORT,CONTROLLER:65535");
        assertThat(early("")).isEqualTo("drop");
        assertThat(early("drop")).isEqualTo("drop");
    }

    @Test
    void whatVersionOneSaysWithItsOwnActionsLaterOnesSayWithFields() {
        assertThat(later("mod_vlan_vid:7,mod_dl_src:02:00:00:00:00:01,strip_vlan,set_tunnel:0x64"))
                .isEqualTo("push_vlan:0x8100,set_field:4103->vlan_vid,set_field:02:00:00:00:00:01->eth_src,pop_vlan,"
                        + "set_field:0x64->tun_id");
    }

    @Test
    void whatLaterVersionsSayWithFieldsVersionOneSaysWithItsOwnActions() {
        assertThat(
                        early(
                                "push_vlan:0x8100,set_field:4103->vlan_vid,set_field:02:00:00:00:00:01->eth_src,pop_vlan,goto_table:3"))
                .isEqualTo("mod_vlan_vid:7,mod_dl_src:02:00:00:00:00:01,strip_vlan,resubmit(,3)");
        assertThat(early("set_field:0x30/0xf0->reg0")).isEqualTo("load:0x3->NXM_NX_REG0[4..7]");
    }

    @Test
    void whatIsLearntIsWrittenAsItWasSaid() {
        String learn = "learn(table=20,hard_timeout=300,priority=1,cookie=0x77,NXM_OF_VLAN_TCI[0..11],"
                + "NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],load:0->NXM_OF_VLAN_TCI[],load:NXM_NX_TUN_ID[]->NXM_NX_TUN_ID[],"
                + "output:OXM_OF_IN_PORT[])";
        assertThat(early(learn + ",output:1")).isEqualTo(learn + ",output:1");
        assertThat(early("learn(table=3,eth_type=0x800,NXM_OF_IP_PROTO[]=6)"))
                .isEqualTo("learn(table=3,eth_type=0x800,nw_proto=6)");
    }

    @Test
    void wrongOnesAreNamed() {
        assertThatThrownBy(() -> read("nonsense")).hasMessage("unknown action nonsense");
        assertThatThrownBy(() -> read("output:nosuch")).hasMessage("nosuch: output to unknown port");
        assertThatThrownBy(() -> read("drop,output:1"))
                .hasMessage("\"drop\" must not be accompanied by any other action or instruction");
        assertThatThrownBy(() -> read("mod_vlan_vid:5000")).hasMessage("5000: not a valid VLAN VID");
        assertThatThrownBy(() -> read("load:0x10000->NXM_OF_VLAN_TCI[]"))
                .hasMessage("0x10000->NXM_OF_VLAN_TCI[]: cannot parse integer value");
        assertThatThrownBy(() -> read("meter:1")).hasMessage("the action meter is not simulated in this lab");
        assertThatThrownBy(() -> read("nat(src)")).hasMessage("Cannot have NAT action outside of \"ct\" action");
        assertThatThrownBy(() -> read("set_field:1->ct_mark")).hasMessage("cannot set CT fields outside of ct action");
        assertThatThrownBy(() -> read("ct(force)")).hasMessage("\"force\" flag requires \"commit\" flag.");
        assertThatThrownBy(() -> read("ct(commit,exec(output:1))"))
                .hasMessage("ct action doesn't support nested action output");
    }

    @Test
    void connectionsAreFoundAsTheFlowSays() {
        assertThat(early("ct(nat(src=10.0.0.1-10.0.0.9:100-200,random),zone=5,commit)"))
                .isEqualTo("ct(commit,zone=5,nat(src=10.0.0.1-10.0.0.9:100-200,random))");
        assertThat(early("ct(table=3,zone=NXM_NX_REG0[0..15])")).isEqualTo("ct(table=3,zone=NXM_NX_REG0[0..15])");
        assertThat(early("ct(commit,exec(set_field:7->ct_mark))"))
                .isEqualTo("ct(commit,exec(load:0x7->NXM_NX_CT_MARK[]))");
    }
}
