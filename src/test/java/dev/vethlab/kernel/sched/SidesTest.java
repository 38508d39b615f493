package dev.vethlab.kernel.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.tool.TwoHosts;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SidesTest {

    private final TwoHosts hosts = new TwoHosts();

    private Optional<DropReason> reasonOfPing() {
        Tracer tracer = hosts.kernel.machine().tracer();
        tracer.start();
        hosts.a("ping -c 1 -W 1 10.0.0.2");
        return tracer.stop().stream()
                .map(Step::reason)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Test
    void aFilterDropsWhatComesInBehindTheCapture() {
        hosts.b("tc qdisc add dev vb clsact");
        hosts.b("tc filter add dev vb ingress protocol ip flower ip_proto icmp action drop");
        assertThat(reasonOfPing()).contains(DropReason.TC_INGRESS);
        assertThat(hosts.kernel
                        .machine()
                        .captures()
                        .find("b", "vb")
                        .orElseThrow()
                        .packets())
                .hasSize(1);
    }

    @Test
    void aFilterDropsWhatLeavesBeforeTheCapture() {
        hosts.a("tc qdisc add dev va clsact");
        hosts.a("tc filter add dev va egress protocol ip matchall action drop");
        assertThat(reasonOfPing()).contains(DropReason.TC_EGRESS);
        assertThat(hosts.kernel
                        .machine()
                        .captures()
                        .find("a", "va")
                        .orElseThrow()
                        .packets())
                .isEmpty();
    }

    @Test
    void aMirrorShowsACopyElsewhereAndThePacketGoesOn() {
        hosts.b("ip link add m0 type veth peer name m1");
        hosts.b("ip link set m0 up");
        hosts.b("ip link set m1 up");
        hosts.b("tc qdisc add dev vb ingress");
        hosts.b("tc filter add dev vb ingress matchall action mirred egress mirror dev m0");
        assertThat(hosts.a("ping -c 1 10.0.0.2").exitCode()).isZero();
        assertThat(hosts.kernel
                        .machine()
                        .captures()
                        .find("b", "m1")
                        .orElseThrow()
                        .packets())
                .hasSize(1);
    }

    @Test
    void devicesThatSendToEachOtherInACircleStop() {
        hosts.a("tc qdisc add dev va clsact");
        hosts.a("tc filter add dev va egress matchall action mirred egress redirect dev va");
        assertThat(hosts.a("ping -c 1 -W 1 10.0.0.2").exitCode()).isEqualTo(1);
        hosts.a("tc qdisc del dev va clsact");
        assertThat(hosts.a("ping -c 1 -W 1 10.0.0.2").exitCode()).isZero();
    }

    @Test
    void aPolicerLetsABurstAndItsRatePass() {
        hosts.b("tc qdisc add dev vb ingress");
        hosts.b("tc filter add dev vb ingress matchall action police rate 80kbit burst 2000 conform-exceed drop");
        assertThat(hosts.a("ping -c 10 -i 0.01 -s 958 -W 1 10.0.0.2").stdout()).contains("3 received");
    }

    @Test
    void theDeviceThatAFilterSendsToMayGo() {
        hosts.b("ip link add m0 type veth peer name m1");
        hosts.b("tc qdisc add dev vb ingress");
        hosts.b("tc filter add dev vb ingress matchall action mirred egress mirror dev m0");
        hosts.b("ip link del m0");
        assertThat(hosts.b("tc filter show dev vb ingress").stdout()).contains("(Egress Mirror to device *)");
        assertThat(hosts.a("ping -c 1 10.0.0.2").exitCode()).isZero();
    }

    @Test
    void whatComesInIsShapedOnADeviceMadeForThat() {
        hosts.b("ip link add ifb0 type ifb");
        hosts.b("ip link set ifb0 up");
        hosts.b("tc qdisc add dev ifb0 root netem delay 30ms");
        hosts.b("tc qdisc add dev vb ingress");
        hosts.b("tc filter add dev vb ingress matchall action mirred egress redirect dev ifb0");
        assertThat(hosts.a("ping -c 1 -W 1 10.0.0.2").stdout()).containsPattern("time=30[.]?[0-9]* ms");
        assertThat(hosts.b("ip link show ifb0").stdout())
                .contains("<BROADCAST,NOARP,UP,LOWER_UP>")
                .contains("qdisc netem")
                .contains("qlen 32");
    }
}
