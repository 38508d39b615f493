package dev.vethlab.kernel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class TunnelDeviceTest {

    private static LabShell two(String kind, String first, String second) {
        return new LabShell(
                "ip netns add b",
                "ip link add u0 type veth peer name u0 netns b",
                "ip addr add 10.0.0.1/24 dev u0",
                "ip -n b addr add 10.0.0.2/24 dev u0",
                "ip link set u0 up",
                "ip -n b link set u0 up",
                "ip link add tun0 type " + kind + " local 10.0.0.1 remote 10.0.0.2 " + first,
                "ip -n b link add tun0 type " + kind + " local 10.0.0.2 remote 10.0.0.1 " + second,
                "ip addr add 10.1.0.1/24 dev tun0",
                "ip -n b addr add 10.1.0.2/24 dev tun0",
                "ip link set tun0 up",
                "ip -n b link set tun0 up");
    }

    private static int ping(LabShell lab) {
        return lab.run("ping -c 1 -W 1 10.1.0.2").exitCode();
    }

    @Test
    void everyTypeCarriesAPing() {
        assertThat(ping(two("ipip", "", ""))).isZero();
        assertThat(ping(two("gre", "key 5 csum seq", "key 5 csum seq"))).isZero();
        assertThat(ping(two("gretap", "", ""))).isZero();
    }

    @Test
    void aKeyThatDiffersKeepsPacketsOut() {
        assertThat(ping(two("gre", "key 5", "key 6"))).isEqualTo(1);
    }

    @Test
    void theHeadersAreTakenOffTheMtu() {
        assertThat(two("ipip", "", "").out("ip link show tun0"))
                .contains("mtu 1480", "link/ipip 10.0.0.1 peer 10.0.0.2");
        assertThat(two("gre", "key 1", "").out("ip link show tun0"))
                .contains("mtu 1472", "link/gre 10.0.0.1 peer 10.0.0.2");
        assertThat(two("gretap", "", "").out("ip link show tun0")).contains("mtu 1462", "link/ether");
    }

    @Test
    void twoTunnelsBetweenTheSameEndsClash() {
        LabShell lab = two("ipip", "", "");
        assertThat(lab.run("ip link add other type ipip local 10.0.0.1 remote 10.0.0.2")
                        .stderr())
                .isEqualTo("RTNETLINK answers: File exists\n");
    }
}
