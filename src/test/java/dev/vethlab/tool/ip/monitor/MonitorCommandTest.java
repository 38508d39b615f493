package dev.vethlab.tool.ip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class MonitorCommandTest {

    private final LabShell shell = new LabShell(
            "ip netns add r",
            "ip link add v0 type veth peer name v1 address 02:00:00:00:00:02 netns r",
            "ip link set v0 up",
            "ip -n r addr add 10.0.0.2/24 dev v1",
            "ip -n r link set v1 up");

    @Test
    void anAddressIsToldBeforeTheRoutesThatComeWithIt() {
        shell.run("ip monitor address route label &");

        assertThat(shell.out("ip addr add 10.0.0.1/24 dev v0")).isEqualTo("""
                [ADDR]2: v0    inet 10.0.0.1/24 scope global v0
                       valid_lft forever preferred_lft forever
                [ROUTE]local 10.0.0.1 dev v0 table local proto kernel scope host src 10.0.0.1\s
                [ROUTE]10.0.0.0/24 dev v0 proto kernel scope link src 10.0.0.1\s
                [ROUTE]broadcast 10.0.0.255 dev v0 table local proto kernel scope link src 10.0.0.1\s
                """);
        assertThat(shell.out("ip addr del 10.0.0.1/24 dev v0"))
                .startsWith("[ADDR]Deleted 2: v0    inet 10.0.0.1/24")
                .endsWith("[ROUTE]Deleted local 10.0.0.1 dev v0 table local proto kernel scope host src 10.0.0.1 \n");
    }

    @Test
    void aNeighbourIsToldWhenItIsFoundGivenUpOrForgotten() {
        shell.run("ip addr add 10.0.0.1/24 dev v0");
        shell.run("ip monitor neigh &");

        assertThat(shell.out("ping -q -c 1 10.0.0.2"))
                .contains("\n10.0.0.2 dev v0 lladdr 02:00:00:00:00:02 REACHABLE \n");
        assertThat(shell.out("ping -q -c 1 -W 4 10.0.0.9")).contains("\n10.0.0.9 dev v0 FAILED \n");
        assertThat(shell.out("ip neigh del 10.0.0.2 dev v0"))
                .isEqualTo("10.0.0.2 dev v0 FAILED \nDeleted 10.0.0.2 dev v0 FAILED \n");
    }

    @Test
    void aReplacedRouteIsToldOnceAndRulesOfEveryFamilyAre() {
        shell.run("ip monitor route rule &");

        shell.run("ip route add blackhole 10.9.0.0/16");
        assertThat(shell.out("ip route replace unreachable 10.9.0.0/16")).isEqualTo("unreachable 10.9.0.0/16 \n");
        assertThat(shell.out("ip rule add from 10.0.0.5 table 7")).isEqualTo("32765:\tfrom 10.0.0.5 lookup 7\n");
        assertThat(shell.out("ip -6 rule add iif lo table 7")).isEqualTo("32765:\tfrom all iif lo lookup 7\n");
        assertThat(shell.out("ip rule del table 7")).isEqualTo("Deleted 32765:\tfrom 10.0.0.5 lookup 7\n");
    }

    @Test
    void itListensInItsNamespaceAndToOneDeviceUntilItIsEnded() {
        shell.run("ip -n r monitor address dev lo &");

        assertThat(shell.out("ip -n r addr add 10.0.1.2/24 dev v1")).isEmpty();
        assertThat(shell.out("ip -n r addr add 10.0.2.2/32 dev lo")).startsWith("1: lo    inet 10.0.2.2/32");
        shell.run("kill %1");
        assertThat(shell.out("ip -n r addr add 10.0.3.2/32 dev lo")).isEmpty();
        assertThat(shell.run("timeout 2 ip monitor route").exitCode()).isEqualTo(124);
    }

    @Test
    void timesAreThoseOfTheDay() {
        shell.run("ip -ts monitor rule &");
        assertThat(shell.out("ip rule add table 7"))
                .matches("\\[\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}] 32765:\tfrom all lookup 7\n");
        shell.run("kill %1");

        shell.run("ip -t monitor rule &");
        assertThat(shell.out("ip rule del table 7"))
                .matches("Timestamp: \\w{3} \\w{3} [ 1-3]\\d \\d\\d:\\d\\d:\\d\\d \\d{4} \\d+ usec\n"
                        + "Deleted 32765:\tfrom all lookup 7\n");
    }

    @Test
    void whatIsNotToldIsSaid() {
        assertThat(shell.err("ip monitor link &")).isEqualTo("0 ip monitor link is not simulated\n");
        assertThat(shell.err("ip monitor foo"))
                .isEqualTo("255 Argument \"foo\" is unknown, try \"ip monitor help\".\n");
        assertThat(shell.err("ip monitor &"))
                .isEqualTo(
                        "0 lab: ip monitor shows no changes of link, netconf, nsid, nexthop: these are not simulated\n");
    }
}
