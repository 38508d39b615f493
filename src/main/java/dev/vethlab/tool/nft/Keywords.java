package dev.vethlab.tool.nft;

import java.util.Set;

/** The words that are no names. */
final class Keywords {

    private static final Set<String> ALL = Set.of(
            "table", "tables", "chain", "chains", "rule", "set", "sets", "map", "maps", "element", "elements", "counter",
            "counters", "quota", "quotas", "limit", "limits", "ruleset", "add", "create", "insert", "replace", "delete", "flush",
            "list", "reset", "rename", "describe", "accept", "drop", "continue", "return", "jump", "goto", "queue", "reject",
            "log", "snat", "dnat", "masquerade", "redirect", "to", "with", "type", "typeof", "hook",
            "priority", "policy", "handle", "position", "index", "comment", "flags", "timeout", "size", "ip", "ip6", "inet",
            "arp", "bridge", "netdev", "tcp", "udp", "th", "icmp", "icmpv6", "icmpx", "ether", "vlan", "meta", "ct", "fib", "rt",
            "vmap", "notrack", "dup", "fwd", "export", "import", "monitor", "all", "exists",
            "missing", "mark", "saddr", "daddr", "sport", "dport", "iif", "iifname", "oif", "oifname", 
            "numgen", "jhash", "symhash", "socket", "tproxy",
            "synproxy", "flow", "update", "define", "include", "undefine", "sctp", "dccp", "ah", "esp", "comp", "udplite",
            "rt0", "rt2", "exthdr", "mh", "frag", "hbh", "dst", "at", "flowtable", "hdrlength", "mod", "eq",
            "ne", "lt", "gt", "le", "ge", "and", "or", "xor", "not");

    private Keywords() {}

    static boolean contains(String word) {
        return ALL.contains(word);
    }
}
