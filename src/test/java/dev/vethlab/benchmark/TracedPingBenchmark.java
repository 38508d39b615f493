package dev.vethlab.benchmark;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.PingRequest;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A ping run with its trace, as {@code POST ping-runs} makes it: 10 echoes and their replies on both ends of a veth pair, 40 packets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TracedPingBenchmark {

    private static final PingRequest TEN_ECHOES =
            new PingRequest(null, "10.0.0.2", null, null, 10, null, null, null, null, null, null, null, null);

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

    /** The number of packets in the trace. */
    @Benchmark
    public int pingRun() throws Exception {
        return lab.change(OptionalLong.empty(), session -> session.ping(TEN_ECHOES))
                .packets()
                .size();
    }
}
