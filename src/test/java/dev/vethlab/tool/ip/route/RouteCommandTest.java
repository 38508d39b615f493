package dev.vethlab.tool.ip.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class RouteCommandTest {

    private final LabShell shell = new LabShell(
            "ip link set lo up",
            "ip link add v0 type veth peer name v1",
            "ip link set v0 up",
            "ip link set v1 up",
            "ip addr add 10.0.0.1/24 dev v0",
            "ip addr add 10.1.0.1/24 dev v1");

    @Test
    void tableLocalIsMergedWithMainUntilTheFirstRule() {
        assertThat(shell.out("ip -d route get 10.0.0.1")).startsWith("local 10.0.0.1 dev lo table main src");

        shell.run("ip rule add from 9.9.9.9 table 9");

        assertThat(shell.out("ip -d route get 10.0.0.1")).startsWith("local 10.0.0.1 dev lo table local src");
    }

    @Test
    void tablesAreListedByTheLowestEightBitsOfTheirNumber() {
        shell.run("ip route add 20.0.0.0/8 dev v0 table 1000");
        shell.run("ip route add 21.0.0.0/8 dev v0 table 7");
        shell.run("ip route add 22.0.0.0/8 dev v0 table 256");

        assertThat(shell.out("ip route show table all").lines().limit(4))
                .containsExactly(
                        "22.0.0.0/8 dev v0 table 256 scope link ",
                        "21.0.0.0/8 dev v0 table 7 scope link ",
                        "20.0.0.0/8 dev v0 table 1000 scope link ",
                        "10.0.0.0/24 dev v0 proto kernel scope link src 10.0.0.1 ");
    }

    @Test
    void aGatewayMustBeOnTheLink() {
        assertThat(shell.err("ip route add 20.0.0.0/8 via 99.1.1.1"))
                .isEqualTo("2 Error: Nexthop has invalid gateway.\n");
        assertThat(shell.err("ip route add 20.0.0.0/8 via 99.1.1.1 dev v0 onlink"))
                .isEqualTo("0 ");
    }

    @Test
    void strictReversePathFilteringRefusesTheWrongDevice() {
        shell.run("sysctl -q -w net.ipv4.conf.all.forwarding=1");
        assertThat(shell.out("ip route get 10.0.0.9 from 10.0.0.7 iif v1"))
                .isEqualTo("10.0.0.9 from 10.0.0.7 dev v0 \n    cache iif v1 \n");

        shell.run("sysctl -q -w net.ipv4.conf.all.rp_filter=1");

        assertThat(shell.err("ip route get 10.0.0.9 from 10.0.0.7 iif v1"))
                .isEqualTo("2 RTNETLINK answers: Invalid argument\n");
    }

    @Test
    void aRouteOutOfTheDeviceItCameInBySuggestsARedirect() {
        shell.run("sysctl -q -w net.ipv4.conf.all.forwarding=1");

        assertThat(shell.out("ip route get 10.0.0.9 from 10.0.0.7 iif v0"))
                .isEqualTo("10.0.0.9 from 10.0.0.7 dev v0 \n    cache <redirect> iif v0 \n");
    }

    @Test
    void deletingANexthopTakesItsRoutesAlong() {
        shell.run("ip nexthop add id 1 via 10.0.0.2 dev v0");
        shell.run("ip nexthop add id 2 group 1,3");
        shell.run("ip route add 20.0.0.0/8 nhid 2");
        assertThat(shell.out("ip route show 20.0.0.0/8")).isEqualTo("20.0.0.0/8 nhid 2 via 10.0.0.2 dev v0 \n");

        shell.run("ip nexthop del id 1");

        assertThat(shell.out("ip nexthop")).isEmpty();
        assertThat(shell.out("ip route show 20.0.0.0/8")).isEmpty();
    }
}
