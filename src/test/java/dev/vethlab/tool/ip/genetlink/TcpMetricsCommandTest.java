package dev.vethlab.tool.ip.genetlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class TcpMetricsCommandTest {

    private final LabShell shell = new LabShell(
            "ip netns add r",
            "ip link add v0 type veth peer name v1 netns r",
            "ip addr add 10.0.0.1/24 dev v0",
            "ip -n r addr add 10.0.0.2/24 dev v1",
            "ip link set v0 up",
            "ip -n r link set v1 up");

    private void connect() {
        shell.run("ip netns exec r nc -l -p 5000 > /dev/null &");
        shell.run("echo hi | nc -N -w 2 10.0.0.2 5000");
    }

    @Test
    void bothEndsRememberAConnectionThatHasEnded() {
        connect();

        assertThat(shell.out("ip tcp_metrics"))
                .matches("10\\.0\\.0\\.2 age \\S+sec cwnd 12 rtt \\d+us rttvar \\d+us source 10\\.0\\.0\\.1\n");
        assertThat(shell.out("ip -n r tcp_metrics"))
                .matches("10\\.0\\.0\\.1 age \\S+sec cwnd 11 rtt \\d+us rttvar \\d+us source 10\\.0\\.0\\.2\n");
    }

    @Test
    void aPeerIsShownByItsAddressOrByANetworkThatHoldsIt() {
        connect();
        shell.run("sleep 2");

        assertThat(shell.out("ip tcp_metrics show 10.0.0.2")).startsWith("10.0.0.2 age 2.0");
        assertThat(shell.out("ip tcp_metrics show 10.0.0.0/24")).startsWith("10.0.0.2 age 2.0");
        assertThat(shell.out("ip tcp_metrics show 10.1.0.0/24")).isEmpty();
        assertThat(shell.err("ip tcp_metrics show 10.0.0.9")).isEqualTo("2 RTNETLINK answers: No such process\n");
    }

    @Test
    void whatIsDeletedOrFlushedIsForgotten() {
        connect();
        assertThat(shell.err("ip tcp_metrics delete 10.0.0.2")).isEqualTo("0 ");
        assertThat(shell.out("ip tcp_metrics")).isEmpty();
        assertThat(shell.err("ip tcp_metrics delete 10.0.0.2")).isEqualTo("2 RTNETLINK answers: No such process\n");

        connect();
        assertThat(shell.out("ip -s -s tcp_metrics flush 10.0.0.0/8"))
                .startsWith("Deleted 10.0.0.2 age ")
                .endsWith("\n*** Round 1, deleting 1 entries ***\n*** Flush is complete after 1 round ***\n");
        assertThat(shell.err("ip tcp_metrics flush 10.0.0.0/8")).isEqualTo("0 Nothing to flush.\n");
    }

    @Test
    void nothingIsKeptWhereASettingForbidsIt() {
        shell.run("sysctl -w net.ipv4.tcp_no_metrics_save=1");
        connect();

        assertThat(shell.out("ip tcp_metrics")).isEmpty();
    }

    @Test
    void aWordBehindAnAddressIsPassedOver() {
        assertThat(shell.err("ip tcp_metrics show 10.0.0.9 whatever"))
                .isEqualTo("2 RTNETLINK answers: No such process\n");
        assertThat(shell.err("ip tcp_metrics delete 10.0.0.9 source 10.0.0.1"))
                .isEqualTo("255 Error: either \"address\" is duplicate, or \"10.0.0.1\" is a garbage.\n");
    }

    @Test
    void wrongWordsAreNamed() {
        assertThat(shell.err("ip tcp_metrics foo"))
                .isEqualTo("255 Command \"foo\" is unknown, try \"ip tcp_metrics help\".\n");
        assertThat(shell.err("ip tcp_metrics delete")).isEqualTo("255 Error: argument \"address\" is required\n");
        assertThat(shell.err("ip tcp_metrics delete 10.0.0.0/24"))
                .isEqualTo("1 Error: a specific IP address is expected rather than \"10.0.0.0/24\"\n");
        assertThat(shell.err("ip -0 tcp_metrics")).isEqualTo("1 Unsupported protocol family: 17\n");
    }
}
