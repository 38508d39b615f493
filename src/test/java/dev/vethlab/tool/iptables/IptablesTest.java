package dev.vethlab.tool.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.List;
import org.junit.jupiter.api.Test;

class IptablesTest {

    private final Shell shell = new Shell(new Kernel(1, 1000), Programs.all(), 100_000);

    private String run(String line) {
        return shell.run(line).stdout();
    }

    private String complaint(String line) {
        return shell.run(line).stderr();
    }

    @Test
    void aRuleIsWrittenInItsCanonicalForm() {
        run("iptables -A INPUT -p tcp --dport 22 -i eth0 -s 10.0.0.1 -j ACCEPT");
        assertThat(run("iptables -S INPUT"))
                .isEqualTo("-P INPUT ACCEPT\n-A INPUT -s 10.0.0.1/32 -i eth0 -p tcp -m tcp --dport 22 -j ACCEPT\n");
    }

    @Test
    void nftShowsTheSameRuleInItsOwnWords() {
        run("iptables -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE");
        assertThat(run("nft list table ip nat"))
                .contains("oifname != \"docker0\" ip saddr 172.17.0.0/16 counter packets 0 bytes 0 masquerade");
        assertThat(complaint("nft list table ip nat"))
                .isEqualTo("# Warning: table ip nat is managed by iptables-nft, do not touch!\n");
    }

    @Test
    void aChainInUseCannotBeDeleted() {
        run("iptables -N X");
        run("iptables -A FORWARD -j X");
        assertThat(complaint("iptables -X X"))
                .isEqualTo("iptables v1.8.9 (nf_tables):  CHAIN_DEL failed (Device or resource busy): chain X\n");
    }

    @Test
    void whatIsSavedCanBeRestored() {
        run("iptables -P FORWARD DROP");
        run("iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -m comment --comment \"a b\" -j ACCEPT");
        String saved = run("iptables-save");
        Kernel other = new Kernel(1, 1000);
        Shell otherShell = new Shell(other, Programs.all(), 100_000);
        assertThat(otherShell
                        .run(other.initial(), List.of("iptables-restore"), saved)
                        .exitCode())
                .isZero();
        assertThat(otherShell.run("iptables -S").stdout()).isEqualTo(run("iptables -S"));
    }

    @Test
    void targetsThatTheTableDoesNotAllowAreRefused() {
        assertThat(complaint("iptables -A INPUT -j MASQUERADE"))
                .isEqualTo(
                        "iptables v1.8.9 (nf_tables):  RULE_APPEND failed (Invalid argument): rule in chain INPUT\n");
        assertThat(run("nft list ruleset")).isEmpty();
    }
}
