package dev.vethlab.benchmark;

import dev.vethlab.lab.Lab;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@code ping -f} between two namespaces over a veth pair, every interface captured: round trips a second, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class FloodPingBenchmark {

    private static final int ROUND_TRIPS = 10_000;

    private Lab lab;

    @Setup
    public void build() throws Exception {
        lab = Machines.empty();
        Machines.run(
                lab,
                List.of(
                        "ip netns add other",
                        "ip link add veth0 type veth peer name veth1 netns other",
                        "ip addr add 10.0.0.1/24 dev veth0",
                        "ip link set veth0 up",
                        "ip -n other addr add 10.0.0.2/24 dev veth1",
                        "ip -n other link set veth1 up",
                        "ping -c 1 10.0.0.2"));
    }

    /** The exit code, 0. */
    @Benchmark
    @OperationsPerInvocation(ROUND_TRIPS)
    public int roundTrips() throws Exception {
        return lab.change(
                OptionalLong.empty(),
                session -> session.run("ping -q -f -c " + ROUND_TRIPS + " 10.0.0.2")
                        .exitCode());
    }
}
