package dev.vethlab.tool.nft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectsTest {

    private final Shell shell = new Shell(new Kernel(1, 1000), Programs.all(), 100_000);

    @BeforeEach
    void addAChain() {
        accept(
                "ip link set lo up",
                "nft add table ip t",
                "nft 'add chain ip t c { type filter hook input priority 0; }'");
    }

    private void accept(String... lines) {
        for (String line : lines) {
            assertThat(shell.run(line).stderr()).as(line).isEmpty();
        }
    }

    @Test
    void rulesShareAQuotaUntilItIsUsedUp() {
        accept(
                "nft 'add quota ip t q { over 200 bytes }'",
                "nft add rule ip t c icmp type echo-request quota name q drop");
        assertThat(shell.run("ping -c 2 -i 0.2 127.0.0.1").exitCode()).isZero();
        assertThat(shell.run("ping -c 1 -W 1 127.0.0.1").exitCode()).isEqualTo(1);
        assertThat(shell.run("nft reset quota ip t q").stdout()).contains("over 200 bytes used 200 bytes");
        assertThat(shell.run("ping -c 1 -W 1 127.0.0.1").exitCode()).isZero();
    }

    @Test
    void aMapSaysWhichCounterCounts() {
        accept(
                "nft add counter ip t one",
                "nft add counter ip t other",
                "nft 'add map ip t m { type ipv4_addr : counter; elements = { 127.0.0.1 : \"one\", 127.0.0.2 : \"other\" }; }'",
                "nft 'add rule ip t c icmp type echo-request counter name ip daddr map @m'");
        shell.run("ping -c 1 127.0.0.2");
        assertThat(shell.run("nft list counter ip t one").stdout()).contains("packets 0 bytes 0");
        assertThat(shell.run("nft list counter ip t other").stdout()).contains("packets 1 bytes 84");
    }

    @Test
    void whatARuleOrAnElementNamesCannotBeDeleted() {
        accept("nft add counter ip t one", "nft 'add map ip t m { type ipv4_addr : counter; }'");
        accept("nft 'add element ip t m { 1.1.1.1 : \"one\" }'");
        assertThat(shell.run("nft delete counter ip t one").stderr())
                .startsWith("Error: Could not process rule: Device or resource busy\n");
        accept("nft 'delete element ip t m { 1.1.1.1 }'", "nft delete counter ip t one");
    }

    @Test
    void elementsCountWhatTheyAreFoundFor() {
        accept(
                "nft 'add set ip t s { type ipv4_addr; counter; elements = { 127.0.0.1, 127.0.0.2 }; }'",
                "nft add rule ip t c ip daddr @s accept");
        shell.run("ping -c 1 127.0.0.2");
        assertThat(shell.run("nft list set ip t s").stdout())
                .contains("127.0.0.1 counter packets 1 bytes 84, 127.0.0.2 counter packets 1 bytes 84");
    }

    @Test
    void theMaximumSegmentSizeIsLoweredAndNeverRaised() {
        accept(
                "nft 'add chain ip t o { type filter hook output priority mangle; }'",
                "nft add rule ip t o tcp flags syn tcp option maxseg size set 1000",
                "nft add rule ip t o tcp flags syn tcp option maxseg size set 1200",
                "nft add rule ip t c tcp flags syn tcp option maxseg size 1000 counter");
        shell.run("nc -w 1 127.0.0.1 80");
        assertThat(shell.run("nft list chain ip t c").stdout()).contains("size 1000 counter packets 1 bytes 60");
    }
}
