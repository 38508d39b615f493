package dev.vethlab.tool.ovs.appctl;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.netfilter.nat.NatManip;
import dev.vethlab.kernel.openvswitch.PacketKey;
import dev.vethlab.vswitch.action.NatSpec;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;
import dev.vethlab.vswitch.ofproto.Fork;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;

/** What is taken to have come out of tracking where a packet is only asked about ({@code ofproto_trace_recirc_node}). */
final class ConnectionStates {

    private static final List<String> NAMES = List.of("new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat");
    private static final String LINE = "=".repeat(79);

    private ConnectionStates() {}

    /** Reads what {@code --ct-next} says ({@code parse_ct_state}, {@code validate_ct_state}). */
    static int read(String text) {
        int state = 0;
        for (String word : text.split("[, ]+")) {
            int bit = NAMES.indexOf(word);
            if (bit < 0) {
                throw new AppctlException(word + ": unknown connection tracking state flag");
            }
            state |= 1 << bit;
        }
        boolean tracked = (state & PacketKey.TRACKED) != 0;
        boolean isNew = (state & PacketKey.NEW) != 0;
        boolean more = (state & ~(PacketKey.TRACKED | PacketKey.INVALID)) != 0;
        refuseIf(state != 0 && !tracked, state, "If \"trk\" is unset, no other flags are set");
        refuseIf((state & PacketKey.INVALID) != 0 && more, state, "when \"inv\" is set, only \"trk\" may also be set");
        refuseIf(isNew && (state & PacketKey.ESTABLISHED) != 0, state, "\"new\" and \"est\" are mutually exclusive");
        refuseIf(isNew && (state & PacketKey.REPLY) != 0, state, "\"new\" and \"rpy\" are mutually exclusive");
        return state;
    }

    private static void refuseIf(boolean wrong, int state, String why) {
        if (wrong) {
            throw new AppctlException(write(state) + ": invalid connection state: " + why + "\n");
        }
    }

    /** Gives a copy the next of the states, and says so. */
    static String resume(Fork fork, Deque<Integer> states) {
        StringBuilder text = new StringBuilder("\n\n" + LINE + "\nrecirc(0x" + Long.toHexString(fork.number()) + ")");
        int state;
        if (states.isEmpty()) {
            state = PacketKey.TRACKED | PacketKey.NEW;
            text.append(" - resume conntrack with default ct_state=trk|new (use --ct-next to customize)");
        } else {
            state = states.remove();
            text.append(" - resume conntrack with ct_state=").append(write(state));
        }
        fork.flow().set(Slot.CT_STATE, state);
        text.append('\n');
        fork.nat().ifPresent(nat -> translate(fork.flow(), nat, text));
        return text.append(LINE).append("\n\n").toString();
    }

    private static String write(int state) {
        StringJoiner words = new StringJoiner("|");
        for (int bit = 0; bit < NAMES.size(); bit++) {
            if ((state >> bit & 1) != 0) {
                words.add(NAMES.get(bit));
            }
        }
        return words.toString();
    }

    /** The first address and port of what it may be translated to. */
    private static void translate(FlowKey flow, NatSpec nat, StringBuilder text) {
        boolean known = nat.range().hasAddress();
        text.append("Replacing src/dst IP/ports to simulate NAT:\n Initial flow: ")
                .append(known ? ends(flow) : "");
        if (known && nat.end().isPresent()) {
            boolean source = nat.end().get() == NatManip.SOURCE;
            flow.set(source ? Slot.NW_SRC : Slot.NW_DST, nat.range().first().bits());
            if (nat.range().hasPort()) {
                flow.set(source ? Slot.TP_SRC : Slot.TP_DST, nat.range().firstPort());
            }
        }
        text.append("\n Modified flow: ").append(known ? ends(flow) : "").append('\n');
    }

    /** {@code oftrace_print_ip_flow}. */
    private static String ends(FlowKey flow) {
        return "nw_src=" + new Ipv4Address(flow.getInt(Slot.NW_SRC)) + ",tp_src=" + flow.get(Slot.TP_SRC) + ",nw_dst="
                + new Ipv4Address(flow.getInt(Slot.NW_DST)) + ",tp_dst=" + flow.get(Slot.TP_DST);
    }
}
