package dev.vethlab.vswitch.flow;

import java.util.Map;

/** Reads the words of a match, one by one ({@code parse_ofp_str}, {@code ofp_parse_field}, {@code ofp_parse_protocol}). */
public final class MatchReader {

    private static final Map<String, int[]> PROTOCOLS = Map.ofEntries(
            Map.entry("ip", new int[] {FlowKey.TYPE_IPV4, 0}),
            Map.entry("ipv4", new int[] {FlowKey.TYPE_IPV4, 0}),
            Map.entry("ip4", new int[] {FlowKey.TYPE_IPV4, 0}),
            Map.entry("arp", new int[] {FlowKey.TYPE_ARP, 0}),
            Map.entry("icmp", new int[] {FlowKey.TYPE_IPV4, FlowKey.ICMP}),
            Map.entry("tcp", new int[] {FlowKey.TYPE_IPV4, FlowKey.TCP}),
            Map.entry("udp", new int[] {FlowKey.TYPE_IPV4, FlowKey.UDP}),
            Map.entry("sctp", new int[] {FlowKey.TYPE_IPV4, FlowKey.SCTP}),
            Map.entry("ipv6", new int[] {FlowKey.TYPE_IPV6, 0}),
            Map.entry("ip6", new int[] {FlowKey.TYPE_IPV6, 0}),
            Map.entry("icmp6", new int[] {FlowKey.TYPE_IPV6, FlowKey.ICMPV6}),
            Map.entry("tcp6", new int[] {FlowKey.TYPE_IPV6, FlowKey.TCP}),
            Map.entry("udp6", new int[] {FlowKey.TYPE_IPV6, FlowKey.UDP}),
            Map.entry("sctp6", new int[] {FlowKey.TYPE_IPV6, FlowKey.SCTP}),
            Map.entry("rarp", new int[] {FlowKey.TYPE_RARP, 0}),
            Map.entry("mpls", new int[] {0x8847, 0}),
            Map.entry("mplsm", new int[] {0x8848, 0}));

    private final FlowMatch match = FlowMatch.all();
    private final PortNames ports;

    public MatchReader(PortNames ports) {
        this.ports = ports;
    }

    /** The match so far. */
    public FlowMatch match() {
        return match;
    }

    /** Takes a word; false where it is none of a match. */
    public boolean take(KeyValues.Entry entry) {
        int[] protocol = PROTOCOLS.get(entry.key());
        if (protocol != null) {
            match.require(Slot.ETH_TYPE, protocol[0]);
            if (protocol[1] != 0) {
                match.require(Slot.NW_PROTO, protocol[1]);
            }
            return true;
        }
        if (entry.key().equals("eth")) {
            return true;
        }
        if (entry.key().indexOf('[') >= 0) {
            takeSubfield(entry);
            return true;
        }
        return Fields.byName(entry.key())
                .map(field -> {
                    takeField(field, entry.value());
                    return true;
                })
                .orElse(false);
    }

    private void takeSubfield(KeyValues.Entry entry) {
        Subfield subfield = Subfield.read(entry.key());
        FieldText.Masked masked;
        try {
            masked = new FieldText.Masked(FieldText.unsigned(entry.value()), subfield.mask());
        } catch (NumberFormatException bad) {
            throw new FlowException(entry.value() + ": bad syntax for " + entry.key());
        }
        match.require(subfield.field(), masked.value() << subfield.from(), masked.mask() << subfield.from());
    }

    private void takeField(Field field, String text) {
        if (text.isEmpty()) {
            throw new FlowException("field " + field.name() + " missing value");
        }
        if (text.equals("*") || text.equals("ANY") && field.format() != Field.Format.PORT) {
            return;
        }
        FieldText.Masked masked = FieldText.read(field, text, ports);
        if (field.prerequisite() == Field.Prerequisite.ICMPV4 || field.prerequisite() == Field.Prerequisite.ICMPV6) {
            match.require(field.slot(), masked.value());
        } else if (field == Fields.DL_VLAN) {
            takeVlan(masked.value());
        } else if (field == Fields.DL_VLAN_PCP || field == Fields.VLAN_PCP) {
            match.require(field, masked.value(), field.mask());
            match.require(Slot.VLAN_TCI, FlowKey.VLAN_PRESENT, FlowKey.VLAN_PRESENT);
        } else if (field == Fields.NW_TOS) {
            match.require(Slot.NW_TOS, masked.value() & 0xfc, 0xfc);
        } else {
            match.require(field, masked.value(), masked.mask());
        }
    }

    /** {@code match_set_dl_vlan}: 0xffff stands for no tag. */
    private void takeVlan(long vlan) {
        if (vlan == 0xffff) {
            match.require(Slot.VLAN_TCI, 0);
        } else {
            match.require(Slot.VLAN_TCI, vlan | FlowKey.VLAN_PRESENT, FlowKey.VLAN_VID | FlowKey.VLAN_PRESENT);
        }
    }

    /** Drops what has no meaning without something that was not said ({@code ofputil_normalize_match}). */
    public static FlowMatch normalized(FlowMatch match) {
        FlowMatch normal = match.copy();
        FlowKey value = normal.value();
        FlowKey mask = normal.mask();
        boolean arp = value.isArp();
        boolean ip = value.isIp();
        int protocol = ip ? value.getInt(Slot.NW_PROTO) : 0;
        boolean ports = ip
                && (protocol == FlowKey.TCP
                        || protocol == FlowKey.UDP
                        || protocol == FlowKey.SCTP
                        || protocol == FlowKey.ICMP
                        || protocol == FlowKey.ICMPV6);
        for (int i = 0; i < Slot.COUNT; i++) {
            Slot slot = Slot.at(i);
            boolean keep = switch (slot) {
                case NW_SRC, NW_DST -> value.isIpv4() || arp;
                case NW_PROTO -> ip || arp;
                case NW_TOS, NW_TTL, NW_FRAG -> ip;
                case ARP_SHA, ARP_THA -> arp;
                case TP_SRC, TP_DST -> ports;
                case TCP_FLAGS -> ip && protocol == FlowKey.TCP;
                default -> true;
            };
            if (!keep) {
                value.set(slot, 0);
                mask.set(slot, 0);
            }
        }
        return normal;
    }
}
