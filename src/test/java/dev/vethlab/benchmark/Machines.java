package dev.vethlab.benchmark;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Labs for benchmarks. */
final class Machines {

    private static final long NO_LIMIT = Long.MAX_VALUE / 4;

    /** Limits that a benchmark does not meet; captures are as in any lab. */
    private static final LabLimits LIMITS = new LabLimits(
            100_000,
            1_000_000,
            10_000_000,
            Integer.MAX_VALUE,
            LabLimits.DEFAULT.capturedPackets(),
            LabLimits.DEFAULT.pingRuns(),
            NO_LIMIT,
            NO_LIMIT,
            NO_LIMIT,
            NO_LIMIT,
            NO_LIMIT,
            LabLimits.DEFAULT.outputBytes(),
            Integer.MAX_VALUE,
            LabLimits.DEFAULT.packets(),
            64 << 20);

    private Machines() {}

    /** A lab with nothing but {@code host}. */
    static Lab empty() {
        return new Lab(
                "benchmark", new LabSettings("a lab", Profile.KERNEL, 1, Duration.ofHours(1)), LIMITS, Instant.EPOCH);
    }

    /**
     * A bridge in {@code host} with so many namespaces {@code h0}, {@code h1} ... on it, 10.0.0.1/16, 10.0.0.2/16 ... The neighbours of all
     * namespaces of a machine are counted together, and by default there may be 1,024 of them.
     */
    static List<String> bridge(int hosts) {
        List<String> script = new ArrayList<>(List.of("ip link add br0 type bridge", "ip link set br0 up"));
        for (int level = 3; level > 0; level--) {
            script.add("sysctl -qw net.ipv4.neigh.default.gc_thresh" + level + "=10000000");
        }
        for (int i = 0; i < hosts; i++) {
            script.add("ip netns add h" + i);
            script.add("ip link add v" + i + " type veth peer name eth0 netns h" + i);
            script.add("ip link set v" + i + " master br0 up");
            script.add("ip -n h" + i + " addr add " + address(i) + "/16 dev eth0");
            script.add("ip -n h" + i + " link set eth0 up");
        }
        return script;
    }

    static String address(int host) {
        return "10.0." + (host + 1) / 256 + "." + (host + 1) % 256;
    }

    static void run(Lab lab, List<String> script) throws Exception {
        lab.change(OptionalLong.empty(), session -> {
            for (String line : script) {
                if (!session.run(line).succeeded()) {
                    throw new IllegalStateException(line);
                }
            }
            return lab;
        });
    }
}
