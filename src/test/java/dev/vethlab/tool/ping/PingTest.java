package dev.vethlab.tool.ping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PingTest {

    private final List<PingReport> reports = new ArrayList<>();
    private final Kernel kernel = new Kernel(1, 1000);
    private final Shell shell = shell();

    private Shell shell() {
        Map<String, dev.vethlab.tool.Program> programs = new HashMap<>(Programs.all());
        programs.put("ping", new Ping(reports::add));
        return new Shell(kernel, programs, 100_000);
    }

    private Shell.Result run(String line) {
        return shell.run(line);
    }

    @Test
    void aPingTellsWhatItCameToInNumbersToo() {
        run("ip link set lo up");
        Shell.Result result = run("ping -c 3 -i 0.5 127.0.0.1");

        assertThat(result.exitCode()).isZero();
        PingReport report = reports.get(0);
        assertThat(report.destination()).isEqualTo(Ipv4Address.LOOPBACK);
        assertThat(report.transmitted()).isEqualTo(3);
        assertThat(report.received()).isEqualTo(3);
        assertThat(report.lossPercent()).isZero();
        assertThat(report.elapsedNs()).isBetween(1_000_000_000L, 1_020_000_000L);
        assertThat(report.replies()).extracting(PingReport.Reply::sequence).containsExactly(1, 2, 3);
        assertThat(report.replies()).extracting(PingReport.Reply::bytes).containsOnly(64);
    }

    @Test
    void withoutRepliesItWaitsTenSecondsForTheLastOne() {
        run("ip link add va type veth peer name vb");
        run("ip addr add 10.0.0.1/24 dev va");
        run("ip link set va up");
        run("ip link set vb up");
        long before = kernel.machine().nowNs();

        Shell.Result result = run("ping -c 1 10.0.0.9");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).endsWith("1 packets transmitted, 0 received, 100% packet loss, time 0ms\n\n");
        assertThat(kernel.machine().nowNs() - before).isBetween(10_000_000_000L, 10_100_000_000L);
    }

    @Test
    void aDeadlineEndsItWhateverIsUnderway() {
        run("ip link set lo up");
        Shell.Result result = run("ping -w 2 -i 0.5 127.0.0.1");

        assertThat(result.stdout()).contains("4 packets transmitted, 4 received");
    }

    @Test
    void dPrintsTheTimeOfTheDay() {
        run("ip link set lo up");
        long second = kernel.machine().realTimeNs() / 1_000_000_000L;

        assertThat(run("ping -c 1 -D 127.0.0.1").stdout().lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("[" + second + ".")
                        .contains("] 64 bytes from 127.0.0.1")
                        .matches(".* time=0\\.\\d+ ms"));
    }

    @Test
    void aRecordedRouteIsToldOnceWhileItStaysTheSame() {
        run("ip link set lo up");
        Shell.Result result = run("ping -n -R -c 2 -i 0.1 127.0.0.1");

        assertThat(result.stdout())
                .contains("\nRR: \t127.0.0.1\n")
                .contains("icmp_seq=2")
                .contains("\t(same route)\n");
    }

    @Test
    void anUnknownOptionIsFollowedByTheUsage() {
        Shell.Result result = run("ping -Z 127.0.0.1");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr())
                .startsWith("ping: invalid option -- 'Z'\n\nUsage\n  ping [options] <destination>\n");
    }

    @Test
    void countsStayExactWhenSequenceNumbersBeginAgain() {
        run("ip link set lo up");
        run("ping -f -q -c 70000 127.0.0.1");

        assertThat(reports.get(0).received()).isEqualTo(70_000);
        assertThat(reports.get(0).duplicates()).isZero();
    }
}
