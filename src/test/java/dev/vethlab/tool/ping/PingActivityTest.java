package dev.vethlab.tool.ping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class PingActivityTest {

    private final LabShell shell = new LabShell(
            "ip netns add r",
            "ip link add v0 type veth peer name v1 netns r",
            "ip addr add 10.0.0.1/24 dev v0",
            "ip -n r addr add 10.0.0.2/24 dev v1",
            "ip link set v0 up",
            "ip -n r link set v1 up");

    @Test
    void repliesStandWhereTheyCome() {
        assertThat(shell.out("ping -c 3 10.0.0.2 &"))
                .startsWith("PING 10.0.0.2")
                .contains("icmp_seq=1");
        assertThat(shell.out("sleep 1.5"))
                .startsWith("64 bytes from 10.0.0.2: icmp_seq=2")
                .doesNotContain("icmp_seq=3");
        assertThat(shell.out("wait")).contains("icmp_seq=3", "3 packets transmitted, 3 received, 0% packet loss");
        assertThat(shell.out("jobs")).isEmpty();
    }

    @Test
    void whatHappensMeanwhileIsSeen() {
        shell.run("ping -i 0.5 10.0.0.2 &");
        shell.run("ip -n r link set v1 down");

        assertThat(shell.out("sleep 6")).isEmpty();
        assertThat(shell.out("kill -INT %1")).contains("packets transmitted, 1 received");
    }

    @Test
    void anInterruptedOnePrintsItsStatisticsAndAKilledOneDoesNot() {
        shell.run("ping 10.0.0.2 &");
        assertThat(shell.out("kill -INT %1")).contains("1 packets transmitted, 1 received");

        shell.run("ping 10.0.0.2 &");
        assertThat(shell.out("kill %1")).isEmpty();
        assertThat(shell.out("jobs")).isEmpty();
    }

    @Test
    void itEndsAsItWouldInTheForeground() {
        shell.run("ping -c 1 -W 1 10.0.0.9 &");
        assertThat(shell.out("wait")).endsWith("1 packets transmitted, 0 received, 100% packet loss, time 0ms\n\n");
        assertThat(shell.err("ping nosuch &")).isEqualTo("0 ping: nosuch: Name or service not known\n");
        assertThat(shell.out("ping -V &")).startsWith("ping from iputils");
        assertThat(shell.out("ping -f -c 50 10.0.0.2 &")).contains("50 packets transmitted, 50 received");
    }
}
