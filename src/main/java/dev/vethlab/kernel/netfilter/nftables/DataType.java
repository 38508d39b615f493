package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The types of values, by their names in set declarations (nftables' {@code datatype.c}). */
public enum DataType {
    INTEGER("integer", 32),
    /** A number of 8 bits. */
    BYTE("integer", 8),
    /** A number of 16 bits. */
    SHORT("integer", 16),
    /** A number of 4 bits. */
    NIBBLE("integer", 4),
    /** One bit. */
    BIT("integer", 1),
    VLAN_PRIORITY("integer", 3),
    VLAN_ID("integer", 12),
    BOOLEAN("boolean", 8),
    STRING("string", 128),
    UID("uid", 32),
    GID("gid", 32),
    IPV4_ADDR("ipv4_addr", 32),
    ETHER_ADDR("ether_addr", 48),
    ETHER_TYPE("ether_type", 16),
    INET_PROTO("inet_proto", 8),
    INET_SERVICE("inet_service", 16),
    ICMP_TYPE("icmp_type", 8),
    ICMP_CODE("icmp_code", 8),
    TCP_FLAG("tcp_flag", 8),
    DSCP("dscp", 6),
    ECN("ecn", 2),
    IGMP_TYPE("igmp_type", 8),
    MARK("mark", 32),
    IFACE_INDEX("iface_index", 32),
    IFNAME("ifname", 128),
    NF_PROTO("nf_proto", 8),
    PKT_TYPE("pkt_type", 8),
    IFACE_TYPE("iface_type", 16),
    DEVGROUP("devgroup", 32),
    CLASSID("classid", 32),
    REALM("realm", 32),
    CGROUP("integer", 32),
    /** Seconds since midnight. */
    HOUR("hour", 32),
    DAY("day", 8),
    /** Nanoseconds since the epoch. */
    DATE("time", 64),
    CT_STATE("ct_state", 32),
    CT_STATUS("ct_status", 32),
    CT_DIR("ct_dir", 8),
    CT_LABEL("ct_label", 128),
    FIB_ADDRTYPE("fib_addrtype", 32),
    ARP_OP("arp_op", 16),
    TIME("time", 64),
    VERDICT("verdict", 0),
    /** Objects with a name, as maps lead to them. */
    COUNTER("counter", 0),
    QUOTA("quota", 0),
    LIMIT("limit", 0);

    private final String word;
    private final int bits;

    DataType(String word, int bits) {
        this.word = word;
        this.bits = bits;
    }

    public String word() {
        return word;
    }

    /** Its length in bits. */
    public int bits() {
        return bits;
    }

    /** Whether its values are sets of flags. */
    public boolean isBitmask() {
        return this == CT_STATE || this == CT_STATUS || this == TCP_FLAG || this == CT_LABEL;
    }

    /** Whether its values are the names of objects. */
    public boolean isObject() {
        return this == COUNTER || this == QUOTA || this == LIMIT;
    }

    /** The names of its values; empty where it has none. */
    public Map<String, Long> symbols() {
        return Symbols.of(this);
    }

    /** The value of a name. */
    public OptionalLong symbol(String name) {
        Long value = symbols().get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** A value as {@code nft} writes it. */
    public String text(long value, TextStyle style) {
        switch (this) {
            case IPV4_ADDR:
                return new Ipv4Address((int) value).toString();
            case ETHER_ADDR:
                return new MacAddress(value).toString();
            case MARK:
                return String.format(Locale.ROOT, "0x%08x", value);
            case TIME:
                return Durations.text(value);
            case HOUR:
                return TimeOfDay.text(value);
            case DATE:
                return TimeOfDay.dateText(value);
            case CLASSID:
                return symbol(value).orElse(Long.toHexString(value >>> 16) + ":" + Long.toHexString(value & 0xffff));
            case DAY, DEVGROUP:
                String quoted = named(value, style);
                return quoted.equals(Long.toString(value)) ? quoted : '"' + quoted + '"';
            case IFACE_INDEX:
                String device = style.devices().apply((int) value);
                return device.isEmpty() ? Long.toString(value) : '"' + device + '"';
            default:
                return isBitmask() ? flags(value, style) : named(value, style);
        }
    }

    private Optional<String> symbol(long value) {
        return symbols().entrySet().stream()
                .filter(symbol -> symbol.getValue() == value)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private String named(long value, TextStyle style) {
        if (!style.numeric()) {
            for (Map.Entry<String, Long> symbol : symbols().entrySet()) {
                if (symbol.getValue() == value) {
                    return symbol.getKey();
                }
            }
        }
        switch (this) {
            case DSCP:
                return String.format(Locale.ROOT, "0x%02x", value);
            case ETHER_TYPE:
                return String.format(Locale.ROOT, "0x%04x", value);
            default:
                return Long.toString(value);
        }
    }

    private String flags(long value, TextStyle style) {
        if (value == 0) {
            return "0x0";
        }
        List<String> names = new ArrayList<>();
        long rest = value;
        if (this == CT_LABEL) {
            BitSet.valueOf(new long[] {value}).stream().forEach(bit -> names.add(Integer.toString(bit)));
            return String.join(",", names);
        }
        List<Map.Entry<String, Long>> ascending = symbols().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .toList();
        for (Map.Entry<String, Long> symbol : ascending) {
            if ((rest & symbol.getValue()) != 0) {
                names.add(style.numeric() ? "0x" + Long.toHexString(symbol.getValue()) : symbol.getKey());
                rest &= ~symbol.getValue();
            }
        }
        if (rest != 0) {
            names.add("0x" + Long.toHexString(rest));
        }
        return String.join(",", names);
    }
}
