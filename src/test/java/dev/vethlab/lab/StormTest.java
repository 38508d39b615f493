package dev.vethlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.device.NetDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Two bridges joined by two cables: a loop. */
class StormTest {

    private static final long EVENTS = 20_000;
    private static final String STOPPED = "lab: stopped at the limit of " + EVENTS + " events";

    private static final List<String> LOOP = List.of(
            "ip link add br0 type bridge mcast_snooping 0",
            "ip link add br1 type bridge mcast_snooping 0",
            "ip link add a0 type veth peer name b0",
            "ip link add a1 type veth peer name b1",
            "ip link set a0 master br0 up",
            "ip link set a1 master br0 up",
            "ip link set b0 master br1 up",
            "ip link set b1 master br1 up",
            "ip addr add 10.0.0.1/24 dev br0",
            "ip link set lo up");

    private final Lab lab = new Lab(
            "storm",
            new LabSettings("storm", Profile.KERNEL, 1, Duration.ofHours(1)),
            new LabLimits(8, 50, 1000, 1000, 100, 10, EVENTS, 3600L * 1_000_000_000L, 100_000),
            Instant.EPOCH);

    @Test
    void aStormIsStoppedAtTheEventLimitAndTheAnswerSaysSo() throws Exception {
        run(LOOP);
        run(List.of("ip link set br0 up", "ip link set br1 up", "sleep 40"));

        CommandResult stopped = run("ping -c 3 10.0.0.2");

        assertThat(stopped.exitCode()).isEqualTo(137);
        assertThat(stopped.stderr())
                .contains(STOPPED)
                .contains("the packets in flight (")
                .contains("were discarded");
    }

    @Test
    void whatWasGoingRoundWhenTheLabWasStoppedIsGone() throws Exception {
        run(LOOP);
        run(List.of(
                "ip link set br0 up",
                "ip link set br1 up",
                "sleep 40",
                "ip neigh add 10.0.0.2 lladdr ff:ff:ff:ff:ff:ff dev br0"));
        assertThat(run("ping -c 1 10.0.0.2").stderr()).contains(STOPPED);
        long before = received("a0");

        assertThat(run("sleep 60").exitCode()).isZero();

        assertThat(received("a0")).isEqualTo(before);
    }

    @Test
    void programsRunBesideAStormAndCanEndIt() throws Exception {
        run(LOOP);
        run(List.of("ip link set br0 up", "ip link set br1 up", "sleep 40"));
        assertThat(run("ping -c 1 -W 0.001 10.0.0.2").stderr()).doesNotContain("lab:");
        long before = received("a0");

        assertThat(run("ping -c 1 127.0.0.1").stdout()).contains("1 received");
        long during = received("a0");
        assertThat(run("ip link set b1 down").exitCode()).isZero();
        long ended = received("a0");
        assertThat(run("sleep 0.5").exitCode()).isZero();

        assertThat(during).isGreaterThan(before + 100);
        assertThat(received("a0")).isEqualTo(ended);
    }

    @Test
    void theSpanningTreeHealsTheLoop() throws Exception {
        run(LOOP);
        run(List.of(
                "ip link set br0 type bridge stp_state 1",
                "ip link set br1 type bridge stp_state 1",
                "ip link set br0 up",
                "ip link set br1 up",
                "sleep 40",
                "ip addr add 10.0.0.2/24 dev br1"));
        long before = received("a0");

        assertThat(run("arping -c 2 -I br0 10.0.0.9").stderr()).doesNotContain("lab:");

        assertThat(received("a0")).isLessThan(before + 20);
        assertThat(run("bridge link").stdout()).containsOnlyOnce("state blocking");
    }

    @Test
    void aLabWithAStormCanBeCopied() throws Exception {
        run(LOOP);
        run(List.of("ip link set br0 up", "ip link set br1 up", "sleep 40"));
        run("ping -c 1 10.0.0.2");

        Lab copy = lab.copy("copy", Instant.EPOCH);

        assertThat(copy.packets()).isEqualTo(lab.packets()).isNotEmpty();
    }

    private long received(String device) {
        return lab.read(kernel -> kernel.initial()
                .net()
                .devices()
                .byName(device)
                .map(NetDevice::stats)
                .map(stats -> stats.rxPackets)
                .orElseThrow());
    }

    private CommandResult run(String line) throws Exception {
        return lab.change(OptionalLong.empty(), session -> session.run(line));
    }

    private void run(List<String> lines) throws Exception {
        List<String> complaints = new ArrayList<>();
        for (String line : lines) {
            complaints.add(run(line).stderr());
        }
        assertThat(complaints).containsOnly("");
    }
}
