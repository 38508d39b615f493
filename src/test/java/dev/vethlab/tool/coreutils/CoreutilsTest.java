package dev.vethlab.tool.coreutils;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class CoreutilsTest {

    private final LabShell shell = new LabShell("ip link add a0 type veth peer name a1");

    @Test
    void echoKnowsItsOptionsAndEscapes() {
        assertThat(shell.out("echo -n a b")).isEqualTo("a b");
        assertThat(shell.out("echo -e 'a\\tb\\x41\\0101\\c zz'")).isEqualTo("a\tbAA");
        assertThat(shell.out("echo -nx y")).isEqualTo("-nx y\n");
    }

    @Test
    void catGoesOnAfterAFileThatIsMissing() {
        assertThat(shell.run("cat /proc/sys/net/ipv4/nosuch /proc/sys/net/ipv4/ip_default_ttl"))
                .satisfies(result -> {
                    assertThat(result.exitCode()).isEqualTo(1);
                    assertThat(result.stdout()).isEqualTo("64\n");
                });
        assertThat(shell.err("cat /proc/sys/net/ipv4/route/flush"))
                .isEqualTo("1 cat: /proc/sys/net/ipv4/route/flush: Permission denied\n");
    }

    @Test
    void sleepPassesVirtualTime() {
        shell.run("ip addr add 10.0.0.1/24 dev a0 valid_lft 3600 preferred_lft 3600");
        shell.run("sleep 0.5h 1m 40");
        assertThat(shell.out("ip -o addr show dev a0")).contains("valid_lft 1700sec");
    }

    @Test
    void sleepRefusesWhatIsNoInterval() {
        assertThat(shell.err("sleep 1 x"))
                .isEqualTo("1 sleep: invalid time interval 'x'\nTry 'sleep --help' for more information.\n");
        assertThat(shell.err("sleep")).startsWith("1 sleep: missing operand\n");
        assertThat(shell.err("sleep -1")).startsWith("1 sleep: invalid option -- '1'\n");
    }

    @Test
    void devicesHaveFilesBelowSysClassNet() {
        assertThat(shell.out("cat /sys/class/net/a0/mtu /sys/class/net/lo/operstate"))
                .isEqualTo("1500\ndown\n");
        assertThat(shell.err("cat /sys/class/net/a0/carrier"))
                .isEqualTo("1 cat: /sys/class/net/a0/carrier: Invalid argument\n");
    }
}
