package dev.vethlab.tool.ip.grammar;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The names of routing protocols ({@code rtnl_rtprot_a2n}, {@code rtnl_rtprot_n2a}, /etc/iproute2/rt_protos). */
public final class RouteProtocols {

    private static final Map<Integer, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry(0, "unspec"),
            Map.entry(1, "redirect"),
            Map.entry(2, "kernel"),
            Map.entry(3, "boot"),
            Map.entry(4, "static"),
            Map.entry(8, "gated"),
            Map.entry(9, "ra"),
            Map.entry(10, "mrt"),
            Map.entry(11, "zebra"),
            Map.entry(12, "bird"),
            Map.entry(13, "dnrouted"),
            Map.entry(14, "xorp"),
            Map.entry(15, "ntk"),
            Map.entry(16, "dhcp"),
            Map.entry(18, "keepalived"),
            Map.entry(42, "babel"),
            Map.entry(99, "openr"),
            Map.entry(186, "bgp"),
            Map.entry(187, "isis"),
            Map.entry(188, "ospf"),
            Map.entry(189, "rip"),
            Map.entry(192, "eigrp")));

    private RouteProtocols() {}

    /** Reads a name, or a number up to 255. */
    public static OptionalInt read(String word) {
        for (Map.Entry<Integer, String> entry : NAMES.entrySet()) {
            if (entry.getValue().equals(word)) {
                return OptionalInt.of(entry.getKey());
            }
        }
        return Numbers.u8(word, 0);
    }

    /** The name of a number, or the number where it has none or numbers are asked for. */
    public static String name(int protocol, boolean numeric) {
        String name = numeric ? null : NAMES.get(protocol);
        return name == null ? Integer.toString(protocol) : name;
    }
}
