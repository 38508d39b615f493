package dev.vethlab.tool.ip.grammar;

import java.util.Map;
import java.util.OptionalInt;

/** The protocols above IP in words, of those in /etc/protocols the common ones ({@code inet_proto_a2n}, {@code inet_proto_n2a}). */
public final class IpProtocols {

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("ip", 0),
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipencap", 4),
            Map.entry("tcp", 6),
            Map.entry("egp", 8),
            Map.entry("igp", 9),
            Map.entry("udp", 17),
            Map.entry("dccp", 33),
            Map.entry("ipv6", 41),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-icmp", 58),
            Map.entry("ospf", 89),
            Map.entry("pim", 103),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));

    private IpProtocols() {}

    /** Reads a decimal number up to 255, or a name. */
    public static OptionalInt read(String word) {
        OptionalInt number = Numbers.u8(word, 10);
        Integer named = NAMES.get(word);
        return number.isPresent() || named == null ? number : OptionalInt.of(named);
    }

    /** The name of a number, {@code ipproto-N} where it has none. */
    public static String name(int protocol, boolean numeric) {
        if (!numeric) {
            for (Map.Entry<String, Integer> entry : NAMES.entrySet()) {
                if (entry.getValue() == protocol) {
                    return entry.getKey();
                }
            }
        }
        return "ipproto-" + protocol;
    }
}
