package dev.vethlab.vswitch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTextTest {

    private static FlowMatch read(String text) {
        MatchReader reader = new MatchReader(PortNames.NUMBERS);
        KeyValues.read(text)
                .forEach(entry -> assertThat(reader.take(entry)).as(entry.key()).isTrue());
        return reader.match();
    }

    private static String again(String text) {
        return MatchText.write(read(text), MatchText.DEFAULT_PRIORITY, PortNames.NUMBERS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in_port=1,ip,nw_proto=6,tp_dst=80|tcp,in_port=1,tp_dst=80",
                "dl_type=0x0806,arp_op=1,arp_spa=10.0.0.0/255.255.255.0|arp,arp_spa=10.0.0.0/24,arp_op=1",
                "dl_vlan=5,dl_vlan_pcp=3|dl_vlan=5,dl_vlan_pcp=3",
                "vlan_tci=0x1000/0x1000|vlan_tci=0x1000/0x1000",
                "dl_vlan=0xffff|vlan_tci=0x0000",
                "dl_dst=01:00:00:00:00:00/01:00:00:00:00:00|dl_dst=01:00:00:00:00:00/01:00:00:00:00:00",
                "tcp,tcp_flags=+syn-ack|tcp,tcp_flags=+syn-ack",
                "ip,ip_frag=later|ip,nw_frag=later",
                "reg0=7,reg1=0x10/0xff,tun_id=0x64,metadata=5|reg0=0x7,reg1=0x10/0xff,tun_id=0x64,metadata=0x5",
                "udp,tp_dst=0x1000/0xf000|udp,tp_dst=0x1000/0xf000",
                "icmp,icmp_type=8,icmp_code=0|icmp,icmp_type=8,icmp_code=0",
                "in_port=LOCAL|in_port=LOCAL",
                "ip,nw_src=10.0.0.300|ip,nw_src=10.0.0.44",
                "NXM_NX_REG2[0..15]=0x5|reg2=0x5/0xffff"
            })
    void isWrittenInOneOrderWhateverOrderItWasSaidIn(String said, String written) {
        assertThat(again(said)).isEqualTo(written);
    }

    @Test
    void whatHasNoMeaningWithoutSomethingElseIsDropped() {
        assertThat(MatchReader.normalized(read("tp_dst=5"))).isEqualTo(FlowMatch.all());
    }

    @Test
    void aNarrowerMatchIsWithinAWiderOne() {
        FlowMatch wide = read("ip,nw_dst=10.0.0.0/8");
        FlowMatch narrow = read("tcp,nw_dst=10.1.0.0/16,tp_dst=80");
        assertThat(narrow.isWithin(wide)).isTrue();
        assertThat(wide.isWithin(narrow)).isFalse();
        assertThat(wide.overlaps(narrow)).isTrue();
        assertThat(read("arp").overlaps(wide)).isFalse();
    }

    @Test
    void wrongValuesAreNamed() {
        assertThatThrownBy(() -> read("tcp,tp_dst=70000"))
                .hasMessage("70000: value too large for 2-byte field tcp_dst");
        assertThatThrownBy(() -> read("in_port=nosuch")).hasMessage("nosuch: invalid or unknown port for in_port");
        assertThatThrownBy(() -> read("dl_src=xx")).hasMessage("xx: invalid Ethernet address");
    }
}
