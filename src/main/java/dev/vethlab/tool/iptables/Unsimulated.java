package dev.vethlab.tool.iptables;

import java.util.Set;

/** The extensions of Debian's {@code iptables} that a lab has not, and says so. */
final class Unsimulated {

    private static final Set<String> MATCHES =
            Set.of("bpf", "cgroup", "cluster", "ipvs", "nfacct", "osf", "policy", "rateest", "socket", "u32", "ipcomp");

    private static final Set<String> TARGETS = Set.of(
            "AUDIT",
            "CLUSTERIP",
            "CONNSECMARK",
            "ECN",
            "HMARK",
            "IDLETIMER",
            "LED",
            "RATEEST",
            "SECMARK",
            "SET",
            "SYNPROXY",
            "TCPOPTSTRIP",
            "TEE",
            "TPROXY",
            "ULOG");

    private Unsimulated() {}

    static boolean isMatch(String name) {
        return MATCHES.contains(name);
    }

    static boolean isTarget(String name) {
        return TARGETS.contains(name);
    }
}
