package dev.vethlab.tool.nft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NftTest {

    private final Shell shell = new Shell(new Kernel(1, 1000), Programs.all(), 100_000);

    @BeforeEach
    void addAChain() {
        shell.run("nft add table ip t");
        shell.run("nft add chain ip t c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "meta l4proto tcp tcp dport 22 ~ tcp dport 22",
                "ip saddr { 10.0.0.2, 10.0.0.1 } drop ~ ip saddr { 10.0.0.1, 10.0.0.2 } drop",
                "tcp dport { 80-82, 81 } ~ tcp dport { 80-82 }",
                "ct state invalid,new,untracked ~ ct state invalid,new,untracked",
                "tcp flags & (syn|ack) == syn ~ tcp flags syn / syn,ack",
                "mark and 0xff 0x1 ~ meta mark & 0x000000ff == 0x00000001",
                "icmp id 5 ~ icmp type { echo-reply, echo-request } icmp id 5",
                "limit rate 10 kbytes/second ~ limit rate 10 kbytes/second",
                "reject with icmp 13 ~ reject with icmp admin-prohibited",
                "ip saddr 10.0.0.77/24 drop ~ ip saddr 10.0.0.0/24 drop"
            })
    void rulesAreListedInTheirCanonicalForm(String written, String listed) {
        assertThat(shell.run("nft add rule ip t c '" + written + "'").stderr()).isEmpty();
        assertThat(shell.run("nft list chain ip t c").stdout()).contains("\t\t" + listed + "\n");
    }

    @Test
    void anErrorIsMarkedWhereItStands() {
        assertThat(shell.run("nft add rule ip t c tcp dport foo drop").stderr())
                .isEqualTo("Error: Could not resolve service: Servname not supported for ai_socktype\n"
                        + "add rule ip t c tcp dport foo drop\n"
                        + "                          ^^^\n");
    }

    @Test
    void handlesGrowWithTheSetsOfRules() {
        shell.run("nft add rule ip t c 'tcp dport { 22, 80 } accept'");
        shell.run("nft add rule ip t c drop");
        assertThat(shell.run("nft -a list chain ip t c").stdout())
                .contains("accept # handle 3\n")
                .contains("drop # handle 4\n");
    }

    @Test
    void whatIsListedCanBeReadAgain() {
        shell.run("nft add set ip t s '{ type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 1.2.3.4 }; }'");
        shell.run("nft add rule ip t c ip saddr @s counter drop");
        shell.run("nft add chain ip t in '{ type filter hook input priority -10; policy drop; }'");
        String listed = shell.run("nft list ruleset").stdout();
        Kernel other = new Kernel(1, 1000);
        Shell otherShell = new Shell(other, Programs.all(), 100_000);
        assertThat(otherShell
                        .run(other.initial(), List.of("nft", "-f", "-"), listed)
                        .stderr())
                .isEmpty();
        assertThat(otherShell.run("nft list ruleset").stdout()).isEqualTo(listed);
    }

    @Test
    void listsAreWrittenAsJsonOnRequest() {
        shell.run("nft add rule ip t c tcp dport '{ 22, 80-90 }' counter accept");
        assertThat(shell.run("nft -j list chain ip t c").stdout())
                .startsWith("{\"nftables\": [{\"metainfo\": {\"version\": \"1.0.6\", ")
                .contains("\"right\": {\"set\": [22, {\"range\": [80, 90]}]}")
                .endsWith("{\"counter\": {\"packets\": 0, \"bytes\": 0}}, {\"accept\": null}]}}]}\n");
    }

    @Test
    void intervalsOfASetMayNotShareAddresses() {
        assertThat(shell.run("nft add set ip t s '{ type ipv4_addr; flags interval; elements = { 10.0.0.1,"
                                + " 10.0.0.0/24 }; }'")
                        .stderr())
                .startsWith("Error: conflicting intervals specified\n")
                .endsWith("{ 10.0.0.1, 10.0.0.0/24 }; }\n" + " ".repeat(62) + "^^^^^^^^  ~~~~~~~~~~~\n");
    }

    @Test
    void theBridgeFamilyHasNoConnections() {
        shell.run("nft add table bridge b");
        shell.run("nft add chain bridge b c");
        assertThat(shell.run("nft add rule bridge b c ct state new").stderr())
                .startsWith("Error: Could not process rule: Protocol error\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "add rule ip t c tcp dport 9223372036854775808 ~ Error: Service out of range",
                "add rule ip t c tcp dport 99999999999999999999 ~ Error: Service out of range",
                "add rule ip t c meta mark 18446744073709551616 ~ Error: Value 18446744073709551616 exceeds valid"
                        + " range 0-4294967295",
                "add rule ip t c meta mark 0xffffffffffffffffff ~ Error: Value 4722366482869645213695 exceeds valid"
                        + " range 0-4294967295",
                "add rule ip t c limit rate 18446744073709551616/second ~ Error: syntax error, unexpected string,"
                        + " expecting number"
            })
    void numbersThatFitNowhereAreRefused(String command, String complaint) {
        assertThat(shell.run("nft '" + command + "'").stderr()).startsWith(complaint + "\n");
    }

    @Test
    void intervalsOfASetThatOverlapAreRefused() {
        shell.run("nft add set ip t s '{ type ipv4_addr; flags interval; }'");
        shell.run("nft add element ip t s '{ 10.0.0.0/24, 10.0.2.0/24 }'");

        assertThat(shell.run("nft add element ip t s '{ 10.0.0.128-10.0.1.5 }'").stderr())
                .startsWith("Error: interval overlaps with an existing one\n");
        assertThat(shell.run("nft add element ip t s '{ 10.0.1.0/24, 10.0.2.0/24 }'")
                        .stderr())
                .isEmpty();
        assertThat(shell.run("nft delete element ip t s '{ 10.0.1.0/24 }'").stderr())
                .isEmpty();
        assertThat(shell.run("nft list set ip t s").stdout()).contains("elements = { 10.0.0.0/24, 10.0.2.0/24 }");
    }

    @Test
    @Timeout(20)
    void aSetTakesManyElementsQuickly() {
        String elements = IntStream.range(0, 60_000)
                .mapToObj(i -> "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255))
                .collect(Collectors.joining(", "));
        shell.run("nft add set ip t many '{ type ipv4_addr; }'");

        assertThat(shell.run("nft add element ip t many '{ " + elements + " }'").stderr())
                .isEmpty();
        assertThat(shell.run("nft add element ip t many '{ " + elements + " }'").stderr())
                .isEmpty();
        assertThat(shell.run("nft delete element ip t many '{ " + elements + " }'")
                        .stderr())
                .isEmpty();
    }

    @Test
    void aTableMayNameChainsThatStandFurtherDown() {
        String table = "table ip u {\n\tchain a {\n\t\tjump b\n\t}\n\n\tchain b {\n\t\taccept\n\t}\n}\n";
        assertThat(shell.run("nft -f - <<'END'\n" + table + "END\n").stderr()).isEmpty();
        assertThat(shell.run("nft list table ip u").stdout()).isEqualTo(table);
    }

    @Test
    void whatElementsRememberIsListedAndReadAgain() {
        String table = "table ip u {\n\tset s {\n\t\ttype ipv4_addr\n\t\tsize 9\n\t\tflags dynamic\n"
                + "\t\telements = { 10.0.0.1 counter packets 0 bytes 0, 10.0.0.2 limit rate over 2/minute }\n\t}\n}\n";
        assertThat(shell.run("nft -f - <<'END'\n" + table + "END\n").stderr()).isEmpty();
        assertThat(shell.run("nft list table ip u").stdout()).isEqualTo(table);
    }

    @Test
    void aMeterIsListedWithMetersAlone() {
        shell.run("nft add rule ip t c 'meter m { ip saddr limit rate 3/minute } accept'");
        assertThat(shell.run("nft list sets").stdout()).doesNotContain("set m");
        assertThat(shell.run("nft list meters").stdout()).contains("meter m {");
        assertThat(shell.run("nft list chain ip t c").stdout())
                .contains("meter m size 65535 { ip saddr limit rate 3/minute } accept");
    }
}
