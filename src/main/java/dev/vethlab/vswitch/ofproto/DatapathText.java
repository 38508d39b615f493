package dev.vethlab.vswitch.ofproto;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;
import dev.vethlab.vswitch.flow.TunnelFlags;
import java.util.Locale;
import java.util.StringJoiner;

/** Actions of the datapath as they are printed; of a header only what was looked at or changed ({@code format_odp_action}). */
final class DatapathText {

    private DatapathText() {}

    static String ethernet(FlowKey flow, FlowKey mask) {
        StringJoiner text = new StringJoiner(",", "set(eth(", "))");
        mac(text, "src=", flow, mask, Slot.ETH_SRC);
        mac(text, "dst=", flow, mask, Slot.ETH_DST);
        return text.toString();
    }

    /** As {@code %#x} has it. */
    static String hex(int number) {
        return (number == 0 ? "" : "0x") + Integer.toHexString(number);
    }

    private static void mac(StringJoiner text, String name, FlowKey flow, FlowKey mask, Slot slot) {
        if (mask.get(slot) != 0) {
            String under = mask.get(slot) == slot.mask() ? "" : "/" + new MacAddress(mask.get(slot));
            text.add(name + new MacAddress(flow.get(slot) & mask.get(slot)) + under);
        }
    }

    private static void address(StringJoiner text, String name, FlowKey flow, FlowKey mask, Slot slot) {
        if (mask.get(slot) != 0) {
            long under = mask.get(slot);
            String rest = under == slot.mask() ? "" : "/" + new Ipv4Address((int) under);
            text.add(name + FieldText.ipv4(flow.get(slot) & under, 0xffff_ffffL) + rest);
        }
    }

    private static void number(StringJoiner text, String name, FlowKey flow, FlowKey mask, Slot slot, boolean hex) {
        if (mask.get(slot) != 0) {
            long under = mask.get(slot);
            long value = flow.get(slot) & under;
            String rest = under == slot.mask() ? "" : "/0x" + Long.toHexString(under);
            text.add(name + (hex ? (value == 0 ? "0" : "0x" + Long.toHexString(value)) : Long.toString(value)) + rest);
        }
    }

    static String ipv4(FlowKey flow, FlowKey mask) {
        StringJoiner text = new StringJoiner(",", "set(ipv4(", "))");
        address(text, "src=", flow, mask, Slot.NW_SRC);
        address(text, "dst=", flow, mask, Slot.NW_DST);
        number(text, "tos=", flow, mask, Slot.NW_TOS, true);
        number(text, "ttl=", flow, mask, Slot.NW_TTL, false);
        return text.toString();
    }

    static String arp(FlowKey flow, FlowKey mask) {
        StringJoiner text = new StringJoiner(",", "set(arp(", "))");
        address(text, "sip=", flow, mask, Slot.NW_SRC);
        address(text, "tip=", flow, mask, Slot.NW_DST);
        number(text, "op=", flow, mask, Slot.NW_PROTO, false);
        mac(text, "sha=", flow, mask, Slot.ARP_SHA);
        mac(text, "tha=", flow, mask, Slot.ARP_THA);
        return text.toString();
    }

    static String ports(FlowKey flow, FlowKey mask) {
        String name = flow.get(Slot.NW_PROTO) == FlowKey.TCP ? "tcp" : "udp";
        StringJoiner text = new StringJoiner(",", "set(" + name + "(", "))");
        number(text, "src=", flow, mask, Slot.TP_SRC, false);
        number(text, "dst=", flow, mask, Slot.TP_DST, false);
        return text.toString();
    }

    static String pushVlan(int type, int control) {
        String tpid = type == 0x8100 ? "" : String.format(Locale.ROOT, "tpid=0x%04x,", type);
        return "push_vlan(" + tpid + "vid=" + (control & FlowKey.VLAN_VID) + ",pcp=" + (control >> 13 & 7) + ")";
    }

    static String tunnel(FlowKey flow, int udpPort) {
        StringJoiner text = new StringJoiner(",", "set(tunnel(", "))");
        if ((flow.get(Slot.TUN_FLAGS) & FlowKey.TUNNEL_KEY) != 0) {
            text.add("tun_id=0x" + Long.toHexString(flow.get(Slot.TUN_ID)));
        }
        if (flow.get(Slot.TUN_SRC) != 0) {
            text.add("src=" + new Ipv4Address(flow.getInt(Slot.TUN_SRC)));
        }
        text.add("dst=" + new Ipv4Address(flow.getInt(Slot.TUN_DST)));
        if (flow.get(Slot.TUN_TOS) != 0) {
            text.add("tos=0x" + Long.toHexString(flow.get(Slot.TUN_TOS)));
        }
        text.add("ttl=" + flow.get(Slot.TUN_TTL));
        if (udpPort != 0) {
            text.add("tp_dst=" + udpPort);
        }
        if (flow.get(Slot.TUN_FLAGS) != 0) {
            text.add("flags(" + TunnelFlags.write(flow.get(Slot.TUN_FLAGS)) + ")");
        }
        return text.toString();
    }
}
