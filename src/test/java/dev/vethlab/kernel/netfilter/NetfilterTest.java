package dev.vethlab.kernel.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the hooks do to packets, driven from the command line. */
class NetfilterTest {

    private final Kernel kernel = new Kernel(1, 1000);
    private final Shell shell = new Shell(kernel, Programs.all(), 100_000);

    private String run(String line) {
        Shell.Result result = shell.run(line);
        return result.stdout() + result.stderr();
    }

    private void accept(String... lines) {
        for (String line : lines) {
            assertThat(run(line)).as(line).isEmpty();
        }
    }

    private Netfilter netfilter() {
        return kernel.initial().netfilter();
    }

    @Test
    void aNamespaceWithoutRulesHasNoHooks() {
        accept("nft add table ip t", "nft add chain ip t c", "nft add rule ip t c drop");
        for (HookPoint point : HookPoint.ofProtocols()) {
            assertThat(kernel.initial().net().hooks().ipv4(point)).isNull();
        }
    }

    @Test
    void connectionsAreTrackedOnceARuleAsksForTheirState() {
        accept(
                "ip link set lo up",
                "nft add table ip t",
                "nft add chain ip t c '{ type filter hook input priority 0; }'");
        run("ping -c 1 127.0.0.1");
        assertThat(netfilter().connections().count()).isZero();
        accept("nft add rule ip t c ct state new counter");
        run("ping -c 1 127.0.0.1");
        assertThat(netfilter().connections().all())
                .singleElement()
                .satisfies(connection ->
                        assertThat(connection.has(Connection.SEEN_REPLY)).isTrue());
    }

    @Test
    void anUnusedConnectionIsForgottenAfterItsTime() {
        accept(
                "ip link set lo up",
                "nft add table ip t",
                "nft add chain ip t c '{ type filter hook input priority 0; }'");
        accept("nft add rule ip t c ct state new counter");
        run("ping -c 1 127.0.0.1");
        accept("sleep 29");
        assertThat(netfilter().connections().count()).isOne();
        accept("sleep 2");
        assertThat(netfilter().connections().count()).isZero();
    }

    @Test
    void ofTwoChainsWithThePriorityTheNewerComesFirst() {
        accept("ip link set lo up", "nft add table ip t");
        accept(
                "nft add chain ip t old '{ type filter hook output priority 0; }'",
                "nft add rule ip t old counter drop");
        accept(
                "nft add chain ip t new '{ type filter hook output priority 0; }'",
                "nft add rule ip t new counter drop");
        run("ping -c 1 -W 0.1 127.0.0.1");
        assertThat(run("nft list chain ip t new")).contains("counter packets 1 bytes 84 drop");
        assertThat(run("nft list chain ip t old")).contains("counter packets 0 bytes 0 drop");
    }

    @Test
    void aDropIsExplainedWithTheRuleAndItsHandle() {
        accept(
                "ip link set lo up",
                "nft add table ip t",
                "nft add chain ip t c '{ type filter hook input priority 0; }'");
        accept("nft add rule ip t c icmp type echo-request drop");
        kernel.machine().tracer().start();
        run("ping -c 1 -W 0.1 127.0.0.1");
        List<Step> steps = kernel.machine().tracer().stop();
        assertThat(steps)
                .anySatisfy(step -> assertThat(step.detail())
                        .contains("table ip t, chain c")
                        .contains("\"icmp type echo-request drop\" (handle 2) drops it"));
    }

    @Test
    void aRefusedBatchLeavesNothingBehind() {
        assertThat(run("nft 'add table ip t; add chain ip t c; add rule ip t nowhere drop'"))
                .contains("No such file");
        assertThat(run("nft list ruleset")).isEmpty();
    }
}
