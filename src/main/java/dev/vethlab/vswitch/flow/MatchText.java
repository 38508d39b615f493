package dev.vethlab.vswitch.flow;

import dev.vethlab.addr.MacAddress;
import java.util.Locale;

/** Matches and flows as they are printed ({@code match_format}, {@code flow_format}). */
public final class MatchText {

    /** The priority of a flow that says none. */
    public static final int DEFAULT_PRIORITY = 0x8000;

    private final FlowKey value;
    private final FlowKey mask;
    private final PortNames ports;
    private final boolean packet;
    private final StringBuilder text = new StringBuilder();

    private MatchText(FlowKey value, FlowKey mask, PortNames ports, boolean packet) {
        this.value = value;
        this.mask = mask;
        this.ports = ports;
        this.packet = packet;
    }

    /** Writes a match, behind its priority where that is not the usual one. */
    public static String write(FlowMatch match, int priority, PortNames ports) {
        MatchText writer = new MatchText(match.value(), match.mask(), ports, false);
        writer.write(priority);
        return writer.text.toString();
    }

    /** Writes all that is known of a packet. */
    public static String write(FlowKey flow, PortNames ports) {
        MatchText writer = new MatchText(flow, maskFor(flow), ports, true);
        writer.write(DEFAULT_PRIORITY);
        return writer.text.toString();
    }

    /** What of a packet has a meaning ({@code flow_wildcards_init_for_packet}), but for context that is 0. */
    private static FlowKey maskFor(FlowKey flow) {
        FlowKey mask = new FlowKey();
        for (int i = 0; i < Slot.COUNT; i++) {
            Slot slot = Slot.at(i);
            boolean context = slot.stage() == Slot.Stage.METADATA && slot != Slot.CONJ_ID;
            if (context && flow.get(slot) != 0 && (!isOfTunnel(slot) || flow.isTunnelled())) {
                mask.all(slot);
            }
        }
        if (flow.isTunnelled()) {
            mask.set(Slot.TUN_ID, (flow.get(Slot.TUN_FLAGS) & FlowKey.TUNNEL_KEY) != 0 ? -1L : 0);
            mask.all(Slot.TUN_SRC);
            mask.all(Slot.TUN_TOS);
            mask.all(Slot.TUN_TTL);
            mask.all(Slot.TUN_FLAGS);
        }
        if (flow.get(Slot.RECIRC_ID) != 0) {
            mask.all(Slot.PACKET_TYPE);
        }
        mask.all(Slot.ETH_DST);
        mask.all(Slot.ETH_SRC);
        mask.all(Slot.ETH_TYPE);
        mask.all(Slot.VLAN_TCI);
        if (flow.get(Slot.VLAN_TCI) != 0) {
            mask.all(Slot.VLAN_TCI1);
        }
        if (flow.isArp()) {
            mask.all(Slot.NW_SRC);
            mask.all(Slot.NW_DST);
            mask.all(Slot.NW_PROTO);
            mask.all(Slot.ARP_SHA);
            mask.all(Slot.ARP_THA);
        } else if (flow.isIp()) {
            maskNetwork(flow, mask);
        }
        return mask;
    }

    private static boolean isOfTunnel(Slot slot) {
        return slot.ordinal() <= Slot.TUN_TTL.ordinal();
    }

    private static void maskNetwork(FlowKey flow, FlowKey mask) {
        if (flow.isIpv4()) {
            mask.all(Slot.NW_SRC);
            mask.all(Slot.NW_DST);
        }
        mask.all(Slot.NW_FRAG);
        mask.all(Slot.NW_TOS);
        mask.all(Slot.NW_TTL);
        mask.all(Slot.NW_PROTO);
        if ((flow.get(Slot.NW_FRAG) & FlowKey.FRAG_LATER) != 0) {
            return;
        }
        int protocol = flow.getInt(Slot.NW_PROTO);
        if (protocol == FlowKey.TCP
                || protocol == FlowKey.UDP
                || protocol == FlowKey.SCTP
                || protocol == FlowKey.ICMP
                || protocol == FlowKey.ICMPV6
                || protocol == FlowKey.IGMP) {
            mask.all(Slot.TP_SRC);
            mask.all(Slot.TP_DST);
        }
        if (protocol == FlowKey.TCP) {
            mask.all(Slot.TCP_FLAGS);
        }
    }

    private void write(int priority) {
        if (priority != DEFAULT_PRIORITY) {
            text.append("priority=").append(priority).append(',');
        }
        hex("pkt_mark", Slot.PKT_MARK);
        boolean megaflow = mask.get(Slot.RECIRC_ID) != 0;
        if (megaflow) {
            hex("recirc_id", Slot.RECIRC_ID);
        }
        hex("dp_hash", Slot.DP_HASH);
        if (mask.get(Slot.CONJ_ID) != 0) {
            text.append("conj_id=").append(value.get(Slot.CONJ_ID)).append(',');
        }
        if (mask.get(Slot.SKB_PRIORITY) != 0) {
            long bits = value.get(Slot.SKB_PRIORITY);
            text.append("skb_priority=")
                    .append(bits == 0 ? "0" : "0x" + Long.toHexString(bits))
                    .append(',');
        }
        if (mask.get(Slot.CT_STATE) != 0) {
            text.append("ct_state=")
                    .append(FieldText.flags(
                            Field.Format.CT_STATE, value.get(Slot.CT_STATE), mask.get(Slot.CT_STATE), 0xff))
                    .append(',');
        }
        decimal("ct_zone", Slot.CT_ZONE);
        hex("ct_mark", Slot.CT_MARK);
        hex("ct_label", Slot.CT_LABEL);
        if (megaflow && mask.get(Slot.PACKET_TYPE) != 0) {
            text.append("eth,");
        }
        boolean protocolSaid = writeProtocol();
        for (int i = 0; i < Slot.REGISTERS; i++) {
            hex("reg" + i, Slot.register(i));
        }
        writeTunnel();
        hex("metadata", Slot.METADATA);
        if (mask.get(Slot.IN_PORT) != 0) {
            text.append("in_port=")
                    .append(ports.write(value.getInt(Slot.IN_PORT)))
                    .append(',');
        }
        if (writeVlan("", Slot.VLAN_TCI)) {
            writeVlan("1", Slot.VLAN_TCI1);
        }
        ethernet("dl_src", Slot.ETH_SRC);
        ethernet("dl_dst", Slot.ETH_DST);
        if (mask.get(Slot.ETH_TYPE) != 0 && protocolWord().isEmpty()) {
            text.append(String.format(Locale.ROOT, "dl_type=0x%04x,", value.get(Slot.ETH_TYPE)));
        }
        writeNetwork(protocolSaid);
        writeTransport();
        if (text.length() > 0 && text.charAt(text.length() - 1) == ',') {
            text.setLength(text.length() - 1);
        }
    }

    /** The word for type and protocol, empty where there is none. */
    private String protocolWord() {
        int type = value.getInt(Slot.ETH_TYPE);
        int protocol = mask.get(Slot.NW_PROTO) == 0 ? -1 : value.getInt(Slot.NW_PROTO);
        return switch (type) {
            case FlowKey.TYPE_IPV4 -> protocol == FlowKey.ICMP ? "icmp" : transport(protocol, "", "ip");
            case FlowKey.TYPE_IPV6 -> protocol == FlowKey.ICMPV6 ? "icmp6" : transport(protocol, "6", "ipv6");
            case FlowKey.TYPE_ARP -> "arp";
            case FlowKey.TYPE_RARP -> "rarp";
            default -> "";
        };
    }

    private static String transport(int protocol, String version, String other) {
        return switch (protocol) {
            case FlowKey.TCP -> "tcp" + version;
            case FlowKey.UDP -> "udp" + version;
            case FlowKey.SCTP -> "sctp" + version;
            default -> other;
        };
    }

    /** Whether the word says the protocol too. */
    private boolean writeProtocol() {
        if (mask.get(Slot.ETH_TYPE) == 0) {
            return false;
        }
        String word = protocolWord();
        if (!word.isEmpty()) {
            text.append(word).append(',');
        }
        return value.isIp() && !word.equals("ip") && !word.equals("ipv6");
    }

    private void writeTunnel() {
        hex("tun_id", Slot.TUN_ID);
        address("tun_src", Slot.TUN_SRC);
        address("tun_dst", Slot.TUN_DST);
        boolean whole = packet && value.isTunnelled();
        text.append(whole ? "tun_ipv6_src=::,tun_ipv6_dst=::,tun_gbp_id=0,tun_gbp_flags=0," : "");
        if (mask.get(Slot.TUN_TOS) != 0) {
            text.append("tun_tos=").append(value.get(Slot.TUN_TOS)).append(',');
        }
        if (mask.get(Slot.TUN_TTL) != 0) {
            text.append("tun_ttl=").append(value.get(Slot.TUN_TTL)).append(',');
        }
        if (whole) {
            String flags = TunnelFlags.write(value.get(Slot.TUN_FLAGS));
            text.append("tun_erspan_ver=0,gtpu_flags=0,gtpu_msgtype=0,tun_flags=");
            text.append(flags.isEmpty() ? "0" : flags).append(',');
        } else if (mask.get(Slot.TUN_FLAGS) != 0) {
            text.append("tun_flags=").append(TunnelFlags.write(value.get(Slot.TUN_FLAGS), mask.get(Slot.TUN_FLAGS)));
            text.append(',');
        }
    }

    private boolean writeVlan(String number, Slot slot) {
        int bits = value.getInt(slot);
        int under = mask.getInt(slot);
        if (under == 0) {
            return false;
        }
        int vid = under & FlowKey.VLAN_VID;
        int pcp = under & FlowKey.VLAN_PCP;
        boolean whole = (vid == 0 || vid == FlowKey.VLAN_VID) && (pcp == 0 || pcp == FlowKey.VLAN_PCP);
        if ((under & bits & FlowKey.VLAN_PRESENT) != 0 && whole && vid + pcp != 0) {
            if (vid != 0) {
                text.append("dl_vlan")
                        .append(number)
                        .append('=')
                        .append(bits & FlowKey.VLAN_VID)
                        .append(',');
            }
            if (pcp != 0) {
                text.append("dl_vlan_pcp")
                        .append(number)
                        .append('=')
                        .append(bits >> 13 & 7)
                        .append(',');
            }
        } else {
            text.append(String.format(Locale.ROOT, "vlan_tci%s=0x%04x", number, bits));
            text.append(under == 0xffff ? "," : String.format(Locale.ROOT, "/0x%04x,", under));
        }
        return true;
    }

    private void writeNetwork(boolean protocolSaid) {
        boolean arp = value.isArp();
        address(arp ? "arp_spa" : "nw_src", Slot.NW_SRC);
        address(arp ? "arp_tpa" : "nw_dst", Slot.NW_DST);
        if (!protocolSaid && mask.get(Slot.NW_PROTO) != 0) {
            text.append(arp ? "arp_op=" : "nw_proto=")
                    .append(value.get(Slot.NW_PROTO))
                    .append(',');
        }
        if (arp) {
            ethernet("arp_sha", Slot.ARP_SHA);
            ethernet("arp_tha", Slot.ARP_THA);
        }
        if ((mask.get(Slot.NW_TOS) & 0xfc) != 0) {
            text.append("nw_tos=").append(value.get(Slot.NW_TOS) & 0xfc).append(',');
        }
        if ((mask.get(Slot.NW_TOS) & 3) != 0) {
            text.append("nw_ecn=").append(value.get(Slot.NW_TOS) & 3).append(',');
        }
        if (mask.get(Slot.NW_TTL) != 0) {
            text.append("nw_ttl=").append(value.get(Slot.NW_TTL)).append(',');
        }
        long any = value.get(Slot.NW_FRAG) & FlowKey.FRAG_ANY;
        long later = value.get(Slot.NW_FRAG) & FlowKey.FRAG_LATER;
        switch ((int) (mask.get(Slot.NW_FRAG) & FlowKey.FRAG_MASK)) {
            case FlowKey.FRAG_MASK ->
                text.append("nw_frag=").append(any == 0 ? "no," : later == 0 ? "first," : "later,");
            case FlowKey.FRAG_ANY -> text.append("nw_frag=").append(any == 0 ? "no," : "yes,");
            case FlowKey.FRAG_LATER -> text.append("nw_frag=").append(later == 0 ? "not_later," : "later,");
            default -> {}
        }
    }

    private void writeTransport() {
        int protocol = value.getInt(Slot.NW_PROTO);
        boolean icmp = value.isIpv4() && protocol == FlowKey.ICMP
                || value.get(Slot.ETH_TYPE) == FlowKey.TYPE_IPV6 && protocol == FlowKey.ICMPV6;
        decimal(icmp ? "icmp_type" : "tp_src", Slot.TP_SRC);
        decimal(icmp ? "icmp_code" : "tp_dst", Slot.TP_DST);
        if (value.isIp() && protocol == FlowKey.TCP && mask.get(Slot.TCP_FLAGS) != 0) {
            text.append("tcp_flags=")
                    .append(FieldText.flags(
                            Field.Format.TCP_FLAGS, value.get(Slot.TCP_FLAGS), mask.get(Slot.TCP_FLAGS) & 0xfff, 0xfff))
                    .append(',');
        }
    }

    private void hex(String name, Slot slot) {
        masked(name, slot, (value.get(slot) == 0 ? "" : "0x") + Long.toHexString(value.get(slot)));
    }

    private void decimal(String name, Slot slot) {
        boolean exact = mask.get(slot) == slot.mask();
        masked(name, slot, exact ? Long.toString(value.get(slot)) : "0x" + Long.toHexString(value.get(slot)));
    }

    private void masked(String name, Slot slot, String bits) {
        if (mask.get(slot) != 0) {
            text.append(name).append('=').append(bits);
            if (mask.get(slot) != slot.mask()) {
                text.append("/0x").append(Long.toHexString(mask.get(slot)));
            }
            text.append(',');
        }
    }

    private void address(String name, Slot slot) {
        if (mask.get(slot) != 0) {
            text.append(name)
                    .append('=')
                    .append(FieldText.ipv4(value.get(slot), mask.get(slot)))
                    .append(',');
        }
    }

    private void ethernet(String name, Slot slot) {
        if (mask.get(slot) != 0) {
            text.append(name).append('=').append(new MacAddress(value.get(slot)));
            if (mask.get(slot) != slot.mask()) {
                text.append('/').append(new MacAddress(mask.get(slot)));
            }
            text.append(',');
        }
    }
}
