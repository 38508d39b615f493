package dev.vethlab.tool.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.LabShell;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

class SettingsThatCountTest {

    @Test
    void aReservedPortIsGivenToNobodyWhoDoesNotAskForIt() {
        LabShell shell = new LabShell(
                "ip link set lo up",
                "sysctl -w net.ipv4.ip_local_port_range='5000 5003'",
                "sysctl -w net.ipv4.ip_local_reserved_ports=5000-5002");
        shell.run("nc -l 80 &");
        shell.run("nc 127.0.0.1 80 &");

        assertThat(shell.out("ss -tnH")).contains("127.0.0.1:5003");
    }

    /** A router whose way to 10.9.0.0/16 leads back to the network that packets for it come from. */
    private static Shell router() {
        Shell shell = new Shell(new Kernel(1, 1000, true), Programs.all(), 1_000_000);
        for (String line : """
                sysctl -w net.ipv4.ip_forward=1
                ip link add br0 type bridge
                ip link set br0 up
                ip addr add 10.0.0.1/24 dev br0
                ip netns add a
                ip netns add g
                ip link add a0 master br0 up type veth peer name eth0 netns a
                ip link add g0 master br0 up type veth peer name eth0 netns g
                ip -n a addr add 10.0.0.2/24 dev eth0
                ip -n a link set eth0 up
                ip -n a route add default via 10.0.0.1
                ip -n g addr add 10.0.0.3/24 dev eth0
                ip -n g addr add 10.9.0.1/32 dev eth0
                ip -n g link set eth0 up
                ip route add 10.9.0.0/16 via 10.0.0.3
                sleep 2
                """.split("\n")) {
            assertThat(shell.run(line).stderr()).isEmpty();
        }
        return shell;
    }

    @Test
    void aRouterGivesNoAdviceBeyondTheNumberThatTheMachineAllows() {
        String ping = "ip netns exec a ping -c 1 -W 1 10.9.0.1";
        assertThat(router().run(ping).stdout()).contains("Redirect Host(New nexthop: 10.0.0.3)");

        Shell silent = router();
        silent.run("sysctl -w net.ipv4.route.redirect_number=0");
        assertThat(silent.run(ping).stdout()).doesNotContain("Redirect").contains("1 received");
    }

    @Test
    void aSenderIsToldOfAMissingWayAsOftenAsTheMachineAllows() {
        String ping = "ip netns exec a ping -c 3 -i 0.2 -W 1 172.16.0.1";
        assertThat(router().run(ping).stdout()).contains("icmp_seq=2 Destination Net Unreachable");

        Shell sparing = router();
        sparing.run("sysctl -w net.ipv4.route.error_burst=500");
        assertThat(sparing.run(ping).stdout())
                .contains("icmp_seq=1 Destination Net Unreachable")
                .doesNotContain("icmp_seq=2 Destination");
    }
}
