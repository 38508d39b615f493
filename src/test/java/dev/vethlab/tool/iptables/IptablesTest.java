package dev.vethlab.tool.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -m limit --limit-burst 2x                | limit: bad value for option "--limit-burst", or out of range (0-10000).
        -m statistic --mode nth --every 0        | statistic: bad value for option "--every", or out of range (1-4294967295).
        -m statistic --mode nth                  | --every and --packet must be specified when using nth mode
        -m statistic --mode random               | --probability must be specified when using random mode
        -m statistic --mode random --probability 2 | statistic: bad value for option "--probability", or out of range (0-1).
        -m ttl --ttl-eq 256                      | ttl: bad value for option "--ttl-eq", or out of range (0-255).
        -m mark --mark 0x1/zz                    | mark: bad integer value for option "--mark", or out of range.
        -m connmark --mark 99999999999           | connmark: bad integer value for option "--mark", or out of range.
        -p tcp -m multiport                      | multiport expection an option
        """)
    void anOptionWithoutAProperValueIsRefusedInItsOwnWords(String match, String complaint) {
        assertThat(complaint("iptables -A INPUT " + match))
                .startsWith("iptables v1.8.9 (nf_tables): " + complaint + "\n");
        assertThat(run("iptables -S INPUT")).isEqualTo("-P INPUT ACCEPT\n");
    }

    @Test
    void flagsOfTcpMayBeNone() {
        run("iptables -A INPUT -p tcp --tcp-flags SYN ''");
        assertThat(run("iptables -S INPUT")).contains("-m tcp --tcp-flags SYN NONE");
        assertThat(complaint("iptables -A INPUT -p tcp --tcp-flags SYN")).contains("--tcp-flags requires two args.");
    }

    @Test
    void numbersMayBeHexadecimalOrOctal() {
        run("iptables -A INPUT -m limit --limit 5/second --limit-burst 0x10 -m ttl --ttl-gt 010");
        assertThat(run("iptables -S INPUT")).contains("--limit 5/sec --limit-burst 16 -m ttl --ttl-gt 8");
    }

    @Test
    void aNumberOfARuleThatNoTableHasIsRefused() {
        assertThat(complaint("iptables -D INPUT 99999999999"))
                .startsWith("iptables v1.8.9 (nf_tables): Invalid rule number `99999999999'\n");
    }

    @Test
    void networksHaveNamesAndNumbersThatMayBeShort() {
        run("iptables -A INPUT -s 1.2.3 -j ACCEPT");
        run("iptables -A INPUT -s 010.1/16");
        run("iptables -A INPUT -d loopback");
        assertThat(run("iptables -S INPUT")).isEqualTo("""
                -P INPUT ACCEPT
                -A INPUT -s 1.2.3.0/32 -j ACCEPT
                -A INPUT -s 8.1.0.0/16
                -A INPUT -d 127.0.0.0/32
                """);
        assertThat(complaint("iptables -A INPUT -s 1.2.3.4.5"))
                .startsWith("iptables v1.8.9 (nf_tables): host/network `1.2.3.4.5' not found\n");
    }
}
