package dev.vethlab.tool.ip.monitor;

import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Optional;

/** What a monitor can be asked to listen to, in the order in which abbreviations are tried. */
enum MonitorGroup {
    LINK("link", false),
    ADDRESS("address", true),
    ROUTE("route", true),
    MROUTE("mroute", true),
    PREFIX("prefix", true),
    NEIGH("neigh", true),
    NETCONF("netconf", false),
    RULE("rule", true),
    NSID("nsid", false),
    NEXTHOP("nexthop", false),
    STATS("stats", true);

    private final String word;
    private final boolean simulated;

    MonitorGroup(String word, boolean simulated) {
        this.word = word;
        this.simulated = simulated;
    }

    String word() {
        return word;
    }

    /** Whether it is told of everything in it, or nothing ever happens there. */
    boolean isSimulated() {
        return simulated;
    }

    static Optional<MonitorGroup> of(String word) {
        for (MonitorGroup group : values()) {
            if (group == STATS ? word.equals(group.word) : Arguments.matches(word, group.word)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }
}
