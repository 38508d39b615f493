package dev.vethlab.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What programs say of IPv6 where it is switched off on every device. */
class DisabledIpv6Test {

    private final LabShell shell =
            new LabShell("ip link set lo up", "ip link add v0 type veth peer name v1", "ip link set v0 up");

    @Test
    void nothingIsSentWithoutAnAddressToComeFrom() {
        assertThat(shell.err("ping -c 1 ::1")).isEqualTo("2 ping: connect: Cannot assign requested address\n");
        assertThat(shell.run("traceroute -n -q 1 ::1")).satisfies(trace -> {
            assertThat(trace.stdout()).isEqualTo("traceroute to ::1 (::1), 30 hops max, 80 byte packets");
            assertThat(trace.stderr()).isEqualTo("\nconnect: Cannot assign requested address\n");
            assertThat(trace.exitCode()).isEqualTo(1);
        });
        assertThat(shell.out("tracepath -n ::1")).isEqualTo(" 1:  send failed\n     Resume: pmtu 128000 \n");
    }

    @Test
    void anAddressOfTheOtherFamilyIsNamed() {
        assertThat(shell.err("ping -6 -c 1 10.0.0.1"))
                .isEqualTo("2 ping: 10.0.0.1: Address family for hostname not supported\n");
        assertThat(shell.err("ping -4 -c 1 ::1")).isEqualTo("2 ping: ::1: Address family for hostname not supported\n");
        assertThat(shell.err("tracepath -4 ::1"))
                .isEqualTo("1 tracepath: ::1: Address family for hostname not supported\n");
    }

    @Test
    void questionsToNodesAreReadAndIpv4SendsPlainRequests() {
        assertThat(shell.err("ping -N name -c 1 ::1")).isEqualTo("2 ping: connect: Cannot assign requested address\n");
        assertThat(shell.err("ping -N foo -c 1 ::1")).startsWith("2 ping -6 -N <nodeinfo opt>\n");
        assertThat(shell.err("ping -N help ::1")).startsWith("0 ping -6 -N <nodeinfo opt>\n");
        assertThat(shell.out("ping -N name -c 1 127.0.0.1")).contains("1 received");
    }

    @Test
    void listingsOfOneFamilyAreThatFamilys() {
        assertThat(shell.out("ip -6 netconf show dev v0")).startsWith("inet6 v0 forwarding off ");
        assertThat(shell.err("ip -6 neigh flush all")).isEqualTo("0 ");
        assertThat(shell.err("ip neigh show fd00::/8")).isEqualTo("0 ");
        assertThat(shell.err("ip -6 neigh show 10.0.0.1"))
                .isEqualTo("1 Error: inet6 prefix is expected rather than \"10.0.0.1\".\n");
    }

    @Test
    void devicesTakeNeitherAddressesNorNeighbours() {
        assertThat(shell.err("ip addr add fd00::1/64 dev v0"))
                .isEqualTo("2 Error: ipv6: IPv6 is disabled on this device.\n");
        assertThat(shell.err("ip neigh add fe80::5 lladdr 02:00:00:00:00:01 dev v0"))
                .isEqualTo("2 Error: IPv6 is disabled on this device.\n");
        assertThat(shell.err("ip neigh del fe80::5 dev v0"))
                .isEqualTo("2 RTNETLINK answers: No such file or directory\n");
        assertThat(shell.err("ip neigh get fe80::5 dev v0")).isEqualTo("2 Error: Neighbour entry not found.\n");
    }

    @Test
    void whereItIsSwitchedOnNobodyPretends() {
        shell.run("sysctl -w net.ipv6.conf.v0.disable_ipv6=0");

        assertThat(shell.err("ip addr add fd00::1/64 dev v0")).isEqualTo("1 ip address: IPv6 is not simulated\n");
        assertThat(shell.err("ping -c 1 ::1")).isEqualTo("2 ping: IPv6 is not simulated\n");
    }
}
