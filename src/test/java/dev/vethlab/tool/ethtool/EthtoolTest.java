package dev.vethlab.tool.ethtool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.TwoHosts;
import org.junit.jupiter.api.Test;

class EthtoolTest {

    private static final int DATA = 5_000;

    private final TwoHosts hosts = new TwoHosts();

    private int longestSegment() {
        hosts.run("ip netns exec b nc -l 8080 &");
        hosts.run("echo " + "x".repeat(DATA) + " | ip netns exec a nc -N 10.0.0.2 8080");
        return hosts.segments(8080).stream().mapToInt(TwoHosts.Seen::data).max().orElse(0);
    }

    @Test
    void aDeviceCarriesSeveralSegmentsInOneUntilThatIsSwitchedOff() {
        assertThat(longestSegment()).isGreaterThan(1448);
        hosts.kernel.machine().captures().clear();
        hosts.a("ethtool -K va tso off");
        assertThat(longestSegment()).isBetween(1, 1448);
    }

    @Test
    void whatDependsOnAFeatureGoesWithItAndComesBack() {
        assertThat(hosts.a("ethtool -K va sg off").stdout())
                .startsWith("Actual changes:\n")
                .contains("tx-tcp-segmentation: off [not requested]\n");
        assertThat(hosts.a("ethtool -k va").stdout())
                .contains("\ttx-tcp-segmentation: off [requested on]\n")
                .contains("generic-segmentation-offload: off [requested on]\n");
        hosts.a("ethtool -K va sg on");
        assertThat(hosts.a("ethtool -k va").stdout()).contains("\ttx-tcp-segmentation: on\n");
    }

    @Test
    void aFeatureThatNobodyCanSwitchStaysAsItIs() {
        assertThat(hosts.a("ethtool -K lo tx off").stdout()).contains("tx-checksum-ip-generic: on [requested off]\n");
        assertThat(hosts.a("ethtool -K va lro on").exitCode()).isEqualTo(1);
    }

    @Test
    void statisticsOfAVethNameItsPeer() {
        assertThat(hosts.a("ethtool -S va").stdout()).contains("     peer_ifindex: 2\n");
        assertThat(hosts.a("ethtool -i va").stdout()).startsWith("driver: veth\nversion: 1.0\n");
    }
}
