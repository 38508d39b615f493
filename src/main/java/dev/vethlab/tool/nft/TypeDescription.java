package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.DataType;
import java.util.Locale;
import java.util.Map;

/** What {@code nft describe} says of types, and what complaints call them ({@code datatype_describe}). */
final class TypeDescription {

    private static final Map<DataType, String> WORDS = Map.ofEntries(
            Map.entry(DataType.IPV4_ADDR, "IPv4 address"),
            Map.entry(DataType.ETHER_ADDR, "Ethernet address"),
            Map.entry(DataType.ETHER_TYPE, "Ethernet protocol"),
            Map.entry(DataType.INET_PROTO, "Internet protocol"),
            Map.entry(DataType.INET_SERVICE, "internet network service"),
            Map.entry(DataType.IFNAME, "network interface name"),
            Map.entry(DataType.IFACE_INDEX, "network interface index"),
            Map.entry(DataType.IFACE_TYPE, "network interface type"),
            Map.entry(DataType.MARK, "packet mark"),
            Map.entry(DataType.ICMP_TYPE, "ICMP type"),
            Map.entry(DataType.ICMP_CODE, "icmp code"),
            Map.entry(DataType.IGMP_TYPE, "IGMP type"),
            Map.entry(DataType.TCP_FLAG, "TCP flag"),
            Map.entry(DataType.DSCP, "Differentiated Services Code Point"),
            Map.entry(DataType.ECN, "Explicit Congestion Notification"),
            Map.entry(DataType.NF_PROTO, "Netfilter protocol"),
            Map.entry(DataType.PKT_TYPE, "packet type"),
            Map.entry(DataType.DEVGROUP, "devgroup name"),
            Map.entry(DataType.CLASSID, "TC classid"),
            Map.entry(DataType.REALM, "routing realm"),
            Map.entry(DataType.HOUR, "Hour of day of packet reception"),
            Map.entry(DataType.DAY, "Day of week of packet reception"),
            Map.entry(DataType.DATE, "Relative time of packet reception"),
            Map.entry(DataType.CT_STATE, "conntrack state"),
            Map.entry(DataType.CT_STATUS, "conntrack status"),
            Map.entry(DataType.CT_DIR, "conntrack direction"),
            Map.entry(DataType.CT_LABEL, "conntrack label"),
            Map.entry(DataType.FIB_ADDRTYPE, "fib address type"),
            Map.entry(DataType.ARP_OP, "ARP operation"),
            Map.entry(DataType.TIME, "relative time"),
            Map.entry(DataType.BOOLEAN, "boolean type"),
            Map.entry(DataType.VERDICT, "netfilter verdict"));

    private TypeDescription() {}

    /** In a few words. */
    static String of(DataType type) {
        return WORDS.getOrDefault(type, type.word());
    }

    /** @param bits the length of its values, 0 where that is not known */
    static String text(DataType type, int bits) {
        StringBuilder text = new StringBuilder("datatype ").append(type.word());
        text.append(" (").append(of(type)).append(')').append(base(type)).append(", ");
        text.append(type == DataType.IFNAME ? "16 characters" : bits + " bits").append('\n');
        if (!type.symbols().isEmpty()) {
            symbols(text, type);
        }
        return text.toString();
    }

    private static String base(DataType type) {
        if (type.word().equals("integer") || type == DataType.STRING || type == DataType.VERDICT) {
            return "";
        }
        if (type.isBitmask()) {
            return " (basetype bitmask, integer)";
        }
        return switch (type) {
            case IFNAME -> " (basetype string)";
            case ETHER_ADDR -> " (basetype link layer address, integer)";
            default -> " (basetype integer)";
        };
    }

    private static void symbols(StringBuilder text, DataType type) {
        boolean hexadecimal = type.isBitmask()
                || switch (type) {
                    case ETHER_TYPE, ARP_OP, DSCP, ECN -> true;
                    default -> false;
                };
        if (type == DataType.INET_PROTO) {
            type.symbols().entrySet().stream()
                    .filter(symbol -> !symbol.getKey().equals("icmpv6"))
                    .forEach(symbol ->
                            text.append(line(symbol.getKey(), symbol.getValue().toString())));
            return;
        }
        text.append("\npre-defined symbolic constants (in ")
                .append(hexadecimal ? "hexadecimal" : "decimal")
                .append("):\n");
        String format = hexadecimal ? "0x%0" + (type.bits() + 7) / 8 * 2 + "x" : "%20d";
        type.symbols().forEach((name, value) -> text.append(line(name, String.format(Locale.ROOT, format, value))));
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "\t%-30s\t%s%n", name, value);
    }
}
