package dev.vethlab.kernel.vrf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class VrfDeviceTest {

    private final LabShell shell = new LabShell(
            "ip link set lo up",
            "ip link add red type vrf table 10",
            "ip link set red up",
            "ip link add e0 type veth peer name e1",
            "ip link set e1 up",
            "ip link set e0 master red",
            "ip link set e0 up",
            "ip addr add 10.1.0.1/24 dev e0");

    /** As on Linux since 6.16: a rule that names a VRF is for its whole domain, by the direction that it names. */
    @Test
    void aRuleThatNamesAVrfIsForItsPortsToo() {
        shell.run("ip rule del pref 1000");
        assertThat(shell.run("ip route get 10.1.0.5 oif e0").exitCode()).isEqualTo(2);

        shell.run("ip rule add oif red table 10");

        assertThat(shell.out("ip route get 10.1.0.5 oif red")).startsWith("10.1.0.5 dev e0 table 10 src 10.1.0.1");
        assertThat(shell.out("ip route get 10.1.0.5 oif e0")).startsWith("10.1.0.5 dev e0 table 10 src 10.1.0.1");
        assertThat(shell.run("ip route get 10.1.0.1 from 10.1.0.5 iif e0").exitCode())
                .isEqualTo(2);

        shell.run("ip rule add iif red table 10");

        assertThat(shell.out("ip route get 10.1.0.1 from 10.1.0.5 iif e0"))
                .startsWith("local 10.1.0.1 from 10.1.0.5 dev red");
    }

    @Test
    void anAddressOfAVrfCanBeUsedOnlyByWhoIsBoundToTheVrf() {
        assertThat(shell.run("ping -c 1 -W 1 10.1.0.1").exitCode()).isEqualTo(2);
        assertThat(shell.out("ping -c 1 -W 1 -I red 10.1.0.1")).contains("1 received");
    }

    @Test
    void aClosedPortOfAnAddressInAVrfRefusesConnections() {
        shell.run("ip netns add b");
        shell.run("ip link set e1 netns b");
        shell.run("ip -n b addr add 10.1.0.2/24 dev e1");
        shell.run("ip -n b link set e1 up");

        assertThat(shell.err("ip netns exec b nc -zv 10.1.0.1 80")).contains("Connection refused");
    }

    @Test
    void aProgramRunInAVrfUsesItsAddresses() {
        assertThat(shell.out("ip vrf exec red ping -c 1 -W 1 10.1.0.1")).contains("1 received");
        assertThat(shell.out("ip vrf exec red ip vrf identify")).isEqualTo("red\n");
        assertThat(shell.out("ip vrf identify")).isEmpty();
        assertThat(shell.run("ip vrf exec default ping -c 1 -W 1 10.1.0.1").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aProgramIsRunInNothingButAVrf() {
        assertThat(shell.err("ip vrf exec e0 ping 10.1.0.1")).isEqualTo("255 Invalid VRF name\n");
        assertThat(shell.err("ip vrf exec red")).isEqualTo("1 No command specified\n");
        assertThat(shell.err("ip vrf exec")).isEqualTo("1 No VRF name specified\n");
    }
}
