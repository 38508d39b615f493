package dev.vethlab.tool.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SysctlTest {

    private final LabShell shell = new LabShell("ip link add a0 type veth peer name a1");

    @Test
    void keysHaveDotsOrSlashesAndValuesAreShownAsAsked() {
        assertThat(shell.out("sysctl net.ipv4.ip_default_ttl")).isEqualTo("net.ipv4.ip_default_ttl = 64\n");
        assertThat(shell.out("sysctl -n net/ipv4/ip_default_ttl")).isEqualTo("64\n");
        assertThat(shell.out("sysctl -N net.ipv4.ip_default_ttl")).isEqualTo("net.ipv4.ip_default_ttl\n");
        assertThat(shell.out("sysctl -b net.ipv4.ip_default_ttl")).isEqualTo("64");
    }

    @Test
    void aDirectoryListsWhatIsBelowItAndAPatternSelects() {
        assertThat(shell.out("sysctl net.ipv4.route"))
                .isEqualTo("net.ipv4.route.min_adv_mss = 256\nnet.ipv4.route.min_pmtu = 552\n"
                        + "net.ipv4.route.mtu_expires = 600\n");
        assertThat(shell.out("sysctl -a -r ip_forward$")).isEqualTo("net.ipv4.ip_forward = 0\n");
    }

    @Test
    void aDotAtTheEndOfADirectoryIsRepeatedInWhatIsBelow() {
        assertThat(shell.run("sysctl net.ipv4.route.")).satisfies(result -> {
            assertThat(result.stdout()).startsWith("net.ipv4.route..min_adv_mss = 256\n");
            assertThat(result.stderr())
                    .contains("sysctl: separators should not be repeated: //min_adv_mss\n".repeat(2)
                            + "sysctl: separators should not be repeated: //min_pmtu\n");
        });
    }

    @Test
    @Timeout(20)
    void aPatternThatWouldTakeForEverMatchesNothing() {
        assertThat(shell.out("sysctl -a -r '^(([a-z._]*)*)*X$'")).isEmpty();
        assertThat(shell.out("sysctl -a -r '((([a-z0-9._]+)+)+)+X'")).isEmpty();
        assertThat(shell.out("sysctl -a -r '" + "(".repeat(20_000) + "'")).isEmpty();
        assertThat(shell.out("sysctl -a -r '('")).isEmpty();
    }

    @Test
    void aDeviceWithADotIsWrittenWithASlash() {
        shell.run("ip link set a0 name a0.1");

        assertThat(shell.out("sysctl -w net.ipv4.conf.a0/1.rp_filter=2"))
                .isEqualTo("net.ipv4.conf.a0/1.rp_filter = 2\n");
        assertThat(shell.out("sysctl net/ipv4/conf/a0.1/rp_filter")).isEqualTo("net.ipv4.conf.a0/1.rp_filter = 2\n");
    }

    @Test
    void complaintsAreThoseOfProcps() {
        assertThat(shell.err("sysctl net.ipv4.nosuch"))
                .isEqualTo("1 sysctl: cannot stat /proc/sys/net/ipv4/nosuch: No such file or directory\n");
        assertThat(shell.err("sysctl -e net.ipv4.nosuch")).isEqualTo("0 ");
        assertThat(shell.err("sysctl -w net.ipv4.ip_forward"))
                .isEqualTo("1 sysctl: command line(0): invalid syntax, continuing...\n");
        assertThat(shell.err("sysctl -w net.ipv4.ip_forward=x"))
                .isEqualTo("1 sysctl: setting key \"net.ipv4.ip_forward\": Invalid argument\n");
        assertThat(shell.err("sysctl -w net.ipv4.conf.all.mc_forwarding=1"))
                .isEqualTo("0 sysctl: setting key \"net.ipv4.conf.all.mc_forwarding\": Invalid argument\n");
    }

    @Test
    void devicesFollowTheDefaultUntilTheyHaveAnAddressOrAValueOfTheirOwn() {
        shell.run("sysctl -w net.ipv4.conf.a1.arp_ignore=7");
        shell.run("sysctl -w net.ipv4.conf.default.arp_ignore=3");
        assertThat(shell.out("sysctl -n net.ipv4.conf.a0.arp_ignore net.ipv4.conf.a1.arp_ignore"))
                .isEqualTo("3\n7\n");

        shell.run("ip addr add 10.0.0.1/24 dev a0");
        shell.run("sysctl -w net.ipv4.conf.default.arp_ignore=4");
        assertThat(shell.out("sysctl -n net.ipv4.conf.a0.arp_ignore")).isEqualTo("3\n");
    }

    @Test
    void forwardingOfAllIsWrittenThroughAndThatOfDefaultIsNot() {
        shell.run("sysctl -w net.ipv4.conf.default.forwarding=1");
        assertThat(shell.out("sysctl -n net.ipv4.conf.a0.forwarding net.ipv4.ip_forward"))
                .isEqualTo("0\n0\n");

        shell.run("sysctl -w net.ipv4.ip_forward=1");
        assertThat(shell.out("sysctl -n net.ipv4.conf.a0.forwarding net.ipv4.conf.all.accept_redirects"))
                .isEqualTo("1\n0\n");
    }
}
