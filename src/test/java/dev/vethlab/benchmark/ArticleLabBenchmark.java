package dev.vethlab.benchmark;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.TracedPacket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One lab's life, over and over: made, a ping that fails, the cure, a ping that works, the captures read as bytes, forgotten. No HTTP, one
 * thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ArticleLabBenchmark {

    private static final LabSettings ARTICLE = new LabSettings("article", Profile.UBUNTU_16_04, 1, Duration.ofHours(1));

    static final List<String> SCRIPT = List.of(
            "ip link add veth0 type veth peer name veth1",
            "ip addr add 10.1.1.2/24 dev veth0",
            "ip addr add 10.1.1.3/24 dev veth1",
            "ip link set veth0 up",
            "ip link set veth1 up",
            "ping -I veth0 10.1.1.3 -c 2",
            "echo 1 > /proc/sys/net/ipv4/conf/veth1/accept_local",
            "echo 0 > /proc/sys/net/ipv4/conf/all/rp_filter",
            "echo 0 > /proc/sys/net/ipv4/conf/veth1/rp_filter",
            "ping -I veth0 10.1.1.3 -c 2");

    /** The bytes captured. */
    @Benchmark
    public int articleLab() throws Exception {
        Lab lab = new Lab("benchmark", ARTICLE, LabLimits.DEFAULT, Instant.EPOCH);
        int exitCode = lab.change(OptionalLong.empty(), session -> {
            int last = 0;
            for (String line : SCRIPT) {
                last = session.run(line).exitCode();
            }
            return last;
        });
        if (exitCode != 0) {
            throw new IllegalStateException("the last ping fails");
        }
        int captured = 0;
        for (TracedPacket packet : lab.packets()) {
            captured += packet.packet().frame().encode().length;
        }
        return captured;
    }
}
