package dev.vethlab.vswitch.flow;

import dev.vethlab.vswitch.flow.Field.Format;
import dev.vethlab.vswitch.flow.Field.Prerequisite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that are known ({@code include/openvswitch/meta-flow.h}). */
public final class Fields {

    private static final Map<String, Field> BY_NAME = new HashMap<>();
    private static final Map<String, Field> BY_HEADER = new HashMap<>();
    private static final List<Field> ALL = new ArrayList<>();

    public static final Field TUN_ID = hex("tun_id", "tunnel_id", "NXM_NX_TUN_ID", "OXM_OF_TUNNEL_ID", Slot.TUN_ID, 64);
    public static final Field IN_PORT =
            exact("in_port", "", "NXM_OF_IN_PORT", "", Slot.IN_PORT, 16, Format.PORT, Prerequisite.NONE, true);
    public static final Field IN_PORT_OXM =
            exact("in_port_oxm", "", "", "OXM_OF_IN_PORT", Slot.IN_PORT, 16, Format.PORT, Prerequisite.NONE, true);
    public static final Field ETH_SRC =
            ethernet("eth_src", "dl_src", "NXM_OF_ETH_SRC", "OXM_OF_ETH_SRC", Slot.ETH_SRC, Prerequisite.ETHERNET);
    public static final Field ETH_DST =
            ethernet("eth_dst", "dl_dst", "NXM_OF_ETH_DST", "OXM_OF_ETH_DST", Slot.ETH_DST, Prerequisite.ETHERNET);
    public static final Field ETH_TYPE = exact(
            "eth_type",
            "dl_type",
            "NXM_OF_ETH_TYPE",
            "OXM_OF_ETH_TYPE",
            Slot.ETH_TYPE,
            16,
            Format.HEX,
            Prerequisite.ETHERNET,
            false);
    public static final Field VLAN_TCI =
            masked("vlan_tci", "", "NXM_OF_VLAN_TCI", "", Slot.VLAN_TCI, 16, Format.HEX, Prerequisite.ETHERNET);
    public static final Field DL_VLAN = part("dl_vlan", "", "", Slot.VLAN_TCI, 0, 12, 2, Prerequisite.ETHERNET, false);
    public static final Field VLAN_VID =
            part("vlan_vid", "", "OXM_OF_VLAN_VID", Slot.VLAN_TCI, 0, 13, 2, Prerequisite.ETHERNET, true);
    public static final Field DL_VLAN_PCP =
            part("dl_vlan_pcp", "", "", Slot.VLAN_TCI, 13, 3, 1, Prerequisite.ETHERNET, false);
    public static final Field VLAN_PCP =
            part("vlan_pcp", "", "OXM_OF_VLAN_PCP", Slot.VLAN_TCI, 13, 3, 1, Prerequisite.VLAN, false);
    public static final Field IP_SRC =
            ipv4("ip_src", "nw_src", "NXM_OF_IP_SRC", "OXM_OF_IPV4_SRC", Slot.NW_SRC, Prerequisite.IPV4);
    public static final Field IP_DST =
            ipv4("ip_dst", "nw_dst", "NXM_OF_IP_DST", "OXM_OF_IPV4_DST", Slot.NW_DST, Prerequisite.IPV4);
    public static final Field NW_PROTO = exact(
            "nw_proto",
            "ip_proto",
            "NXM_OF_IP_PROTO",
            "OXM_OF_IP_PROTO",
            Slot.NW_PROTO,
            8,
            Format.DECIMAL,
            Prerequisite.IP,
            false);
    public static final Field NW_TOS =
            exact("nw_tos", "", "NXM_OF_IP_TOS", "", Slot.NW_TOS, 8, Format.DECIMAL, Prerequisite.IP, true);
    public static final Field IP_DSCP =
            part("ip_dscp", "", "OXM_OF_IP_DSCP", Slot.NW_TOS, 2, 6, 1, Prerequisite.IP, false);
    public static final Field NW_ECN = new Field(
            "nw_ecn",
            "ip_ecn",
            "NXM_NX_IP_ECN",
            "OXM_OF_IP_ECN",
            Slot.NW_TOS,
            0,
            2,
            1,
            Format.DECIMAL,
            Prerequisite.IP,
            false,
            true);
    public static final Field NW_TTL =
            exact("nw_ttl", "", "NXM_NX_IP_TTL", "", Slot.NW_TTL, 8, Format.DECIMAL, Prerequisite.IP, true);
    public static final Field TCP_SRC = masked(
            "tcp_src", "tp_src", "NXM_OF_TCP_SRC", "OXM_OF_TCP_SRC", Slot.TP_SRC, 16, Format.DECIMAL, Prerequisite.TCP);
    public static final Field TCP_DST = masked(
            "tcp_dst", "tp_dst", "NXM_OF_TCP_DST", "OXM_OF_TCP_DST", Slot.TP_DST, 16, Format.DECIMAL, Prerequisite.TCP);
    public static final Field UDP_SRC = masked(
            "udp_src", "", "NXM_OF_UDP_SRC", "OXM_OF_UDP_SRC", Slot.TP_SRC, 16, Format.DECIMAL, Prerequisite.UDP);
    public static final Field UDP_DST = masked(
            "udp_dst", "", "NXM_OF_UDP_DST", "OXM_OF_UDP_DST", Slot.TP_DST, 16, Format.DECIMAL, Prerequisite.UDP);

    static {
        List<Field> named = List.of(
                TUN_ID,
                IN_PORT,
                IN_PORT_OXM,
                ETH_SRC,
                ETH_DST,
                ETH_TYPE,
                VLAN_TCI,
                DL_VLAN,
                VLAN_VID,
                DL_VLAN_PCP,
                VLAN_PCP,
                IP_SRC,
                IP_DST,
                NW_PROTO,
                NW_TOS,
                IP_DSCP,
                NW_ECN,
                NW_TTL,
                TCP_SRC,
                TCP_DST,
                UDP_SRC,
                UDP_DST);
        named.forEach(Fields::add);
        add(ipv4("tun_src", "", "NXM_NX_TUN_IPV4_SRC", "", Slot.TUN_SRC, Prerequisite.NONE));
        add(ipv4("tun_dst", "", "NXM_NX_TUN_IPV4_DST", "", Slot.TUN_DST, Prerequisite.NONE));
        add(hex("metadata", "", "", "OXM_OF_METADATA", Slot.METADATA, 64));
        add(hex("pkt_mark", "", "NXM_NX_PKT_MARK", "", Slot.PKT_MARK, 32));
        for (int i = 0; i < Slot.REGISTERS; i++) {
            add(hex("reg" + i, "", "NXM_NX_REG" + i, "", Slot.register(i), 32));
        }
        add(masked("ip_frag", "nw_frag", "NXM_NX_IP_FRAG", "", Slot.NW_FRAG, 2, Format.FRAGMENT, Prerequisite.IP));
        add(exact(
                "arp_op",
                "",
                "NXM_OF_ARP_OP",
                "OXM_OF_ARP_OP",
                Slot.NW_PROTO,
                8,
                Format.DECIMAL,
                Prerequisite.ARP,
                true));
        add(ipv4("arp_spa", "", "NXM_OF_ARP_SPA", "OXM_OF_ARP_SPA", Slot.NW_SRC, Prerequisite.ARP));
        add(ipv4("arp_tpa", "", "NXM_OF_ARP_TPA", "OXM_OF_ARP_TPA", Slot.NW_DST, Prerequisite.ARP));
        add(ethernet("arp_sha", "", "NXM_NX_ARP_SHA", "OXM_OF_ARP_SHA", Slot.ARP_SHA, Prerequisite.ARP));
        add(ethernet("arp_tha", "", "NXM_NX_ARP_THA", "OXM_OF_ARP_THA", Slot.ARP_THA, Prerequisite.ARP));
        add(masked("tcp_flags", "", "NXM_NX_TCP_FLAGS", "", Slot.TCP_FLAGS, 12, Format.TCP_FLAGS, Prerequisite.TCP));
        add(masked("sctp_src", "", "", "OXM_OF_SCTP_SRC", Slot.TP_SRC, 16, Format.DECIMAL, Prerequisite.SCTP));
        add(masked("sctp_dst", "", "", "OXM_OF_SCTP_DST", Slot.TP_DST, 16, Format.DECIMAL, Prerequisite.SCTP));
        add(icmp("icmp_type", "NXM_OF_ICMP_TYPE", "OXM_OF_ICMPV4_TYPE", Slot.TP_SRC, Prerequisite.ICMPV4));
        add(icmp("icmp_code", "NXM_OF_ICMP_CODE", "OXM_OF_ICMPV4_CODE", Slot.TP_DST, Prerequisite.ICMPV4));
        add(icmp("icmpv6_type", "NXM_NX_ICMPV6_TYPE", "OXM_OF_ICMPV6_TYPE", Slot.TP_SRC, Prerequisite.ICMPV6));
        add(icmp("icmpv6_code", "NXM_NX_ICMPV6_CODE", "OXM_OF_ICMPV6_CODE", Slot.TP_DST, Prerequisite.ICMPV6));
        add(exact("conj_id", "", "NXM_NX_CONJ_ID", "", Slot.CONJ_ID, 32, Format.DECIMAL, Prerequisite.NONE, false));
        add(masked("ct_state", "", "NXM_NX_CT_STATE", "", Slot.CT_STATE, 8, Format.CT_STATE, Prerequisite.NONE));
        add(exact("ct_zone", "", "NXM_NX_CT_ZONE", "", Slot.CT_ZONE, 16, Format.DECIMAL, Prerequisite.NONE, false));
        add(hex("ct_mark", "", "NXM_NX_CT_MARK", "", Slot.CT_MARK, 32));
        add(hex("ct_label", "", "NXM_NX_CT_LABEL", "", Slot.CT_LABEL, 128));
    }

    private Fields() {}

    /** By either of its names ({@code mf_from_name}). */
    public static Optional<Field> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** By a name, or by its name in an extensible match ({@code mf_parse_subfield_name}). */
    public static Optional<Field> byAnyName(String name) {
        Field field = BY_NAME.get(name);
        return Optional.ofNullable(field == null ? BY_HEADER.get(name) : field);
    }

    /** Whether a connection has it, and only the action that finds the connection may change it ({@code field_requires_ct}). */
    public static boolean isOfConnections(Field field) {
        return field.slot() == Slot.CT_MARK || field.slot() == Slot.CT_LABEL;
    }

    private static void add(Field field) {
        ALL.add(field);
        BY_NAME.put(field.name(), field);
        if (!field.alias().isEmpty()) {
            BY_NAME.put(field.alias(), field);
        }
        if (!field.header().isEmpty()) {
            BY_HEADER.put(field.header(), field);
        }
        if (!field.oxm().isEmpty()) {
            BY_HEADER.put(field.oxm(), field);
        }
    }

    private static Field exact(
            String name,
            String alias,
            String header,
            String oxm,
            Slot slot,
            int bits,
            Format format,
            Prerequisite prerequisite,
            boolean writable) {
        return new Field(
                name, alias, header, oxm, slot, 0, bits, (bits + 7) / 8, format, prerequisite, false, writable);
    }

    private static Field masked(
            String name,
            String alias,
            String header,
            String oxm,
            Slot slot,
            int bits,
            Format format,
            Prerequisite needs) {
        boolean writable = format == Format.DECIMAL || format == Format.HEX;
        return new Field(name, alias, header, oxm, slot, 0, bits, (bits + 7) / 8, format, needs, true, writable);
    }

    private static Field hex(String name, String alias, String header, String oxm, Slot slot, int bits) {
        return masked(name, alias, header, oxm, slot, bits, Format.HEX, Prerequisite.NONE);
    }

    private static Field part(
            String name,
            String alias,
            String oxm,
            Slot slot,
            int shift,
            int bits,
            int bytes,
            Prerequisite needs,
            boolean maskable) {
        return new Field(name, alias, "", oxm, slot, shift, bits, bytes, Format.DECIMAL, needs, maskable, true);
    }

    private static Field ethernet(
            String name, String alias, String header, String oxm, Slot slot, Prerequisite prerequisite) {
        return new Field(name, alias, header, oxm, slot, 0, 48, 6, Format.ETHERNET, prerequisite, true, true);
    }

    private static Field ipv4(
            String name, String alias, String header, String oxm, Slot slot, Prerequisite prerequisite) {
        return new Field(name, alias, header, oxm, slot, 0, 32, 4, Format.IPV4, prerequisite, true, true);
    }

    private static Field icmp(String name, String header, String oxm, Slot slot, Prerequisite prerequisite) {
        return new Field(name, "", header, oxm, slot, 0, 8, 1, Format.DECIMAL, prerequisite, false, true);
    }
}
