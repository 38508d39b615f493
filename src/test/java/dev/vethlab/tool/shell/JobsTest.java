package dev.vethlab.tool.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class JobsTest {

    private final LabShell shell = new LabShell("ip link set lo up");

    @Test
    void aProgramInTheBackgroundRunsUntilItsTime() {
        shell.run("sleep 5 &");

        assertThat(shell.out("jobs")).isEqualTo("[1]+  Running                 sleep 5 &\n");
        shell.run("sleep 6");
        assertThat(shell.out("jobs")).isEmpty();
    }

    @Test
    void jobsAreKilledByNumberProcessAndName() {
        shell.run("nc -l 81 &");
        shell.run("nc -l 82 &");
        shell.run("nc -l 83 &");

        assertThat(shell.err("kill %1")).isEqualTo("0 ");
        assertThat(shell.err("kill 1002")).isEqualTo("0 ");
        assertThat(shell.err("pkill nc")).isEqualTo("0 ");
        assertThat(shell.err("pkill nc")).isEqualTo("1 ");
        assertThat(shell.err("kill %1")).isEqualTo("1 /bin/bash: line 1: kill: %1: no such job\n");
        assertThat(shell.err("kill 99999")).isEqualTo("1 /bin/bash: line 1: kill: (99999) - No such process\n");
    }

    @Test
    void waitingTakesAsLongAsTheyRun() {
        shell.run("sleep 30 &");
        assertThat(shell.run("wait").exitCode()).isZero();
        assertThat(shell.out("jobs")).isEmpty();
        assertThat(shell.err("wait %3")).isEqualTo("127 /bin/bash: line 1: wait: %3: no such job\n");
    }

    @Test
    void aTimeoutStopsAProgramWhereverItWaits() {
        assertThat(shell.run("timeout 2 ping 127.0.0.1").stdout())
                .contains("icmp_seq=2")
                .doesNotContain("icmp_seq=3");
        assertThat(shell.run("timeout 2 nc -l 80").exitCode()).isEqualTo(124);
        assertThat(shell.run("timeout 9 sleep 1").exitCode()).isZero();
        assertThat(shell.err("timeout 0.2 nosuch"))
                .isEqualTo("127 timeout: failed to run command ‘nosuch’: No such file or directory\n");
    }

    @Test
    void aPipeHandsOnWhatWasWritten() {
        assertThat(shell.out("echo a | cat")).isEqualTo("a\n");
        assertThat(shell.out("echo a | cat | cat")).isEqualTo("a\n");
        assertThat(shell.run("false | true").exitCode()).isZero();
    }

    @Test
    void whatCannotGoOnByItselfRunsAtOnceAndThatIsSaid() {
        shell.run("ip link add v0 type veth peer name v1");
        shell.run("ip addr add 10.0.0.1/24 dev v0");
        shell.run("ip link set v0 up");

        assertThat(shell.run("arping -c 2 -w 2 -I v0 10.0.0.9 &").stderr()).startsWith("lab: arping ran to its end");
    }
}
