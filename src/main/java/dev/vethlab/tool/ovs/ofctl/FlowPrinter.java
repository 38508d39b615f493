package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.action.ActionText;
import dev.vethlab.vswitch.action.ActionVersions;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import dev.vethlab.vswitch.ofproto.FlowMod;
import dev.vethlab.vswitch.ofproto.Rule;
import java.util.List;
import java.util.Locale;

/**
 * Prints flows ({@code ofputil_flow_stats_format}).
 *
 * @param statistics whether counters and ages are printed
 * @param later whether OpenFlow 1.1 or later is spoken, which says other things by other names
 */
record FlowPrinter(boolean statistics, boolean later, PortNames ports, long nowNs) {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MILLISECOND_NS = 1_000_000L;

    String print(Rule rule) {
        StringBuilder text = new StringBuilder(" ");
        if (statistics || rule.cookie() != 0) {
            text.append("cookie=0x").append(Long.toHexString(rule.cookie())).append(", ");
        }
        long age = nowNs - rule.createdNs();
        if (statistics) {
            text.append("duration=").append(duration(age)).append("s, ");
        }
        if (statistics || rule.table() != 0) {
            text.append("table=").append(rule.table()).append(", ");
        }
        if (statistics) {
            text.append("n_packets=")
                    .append(rule.packets())
                    .append(", n_bytes=")
                    .append(rule.bytes())
                    .append(", ");
        }
        printSettings(text, rule);
        if (statistics && !later) {
            text.append("idle_age=").append((nowNs - rule.usedNs()) / SECOND_NS).append(", ");
            long modified = (nowNs - rule.modifiedNs()) / SECOND_NS;
            if (modified != age / SECOND_NS) {
                text.append("hard_age=").append(modified).append(", ");
            }
        }
        FlowMatch said = later ? laterMatch(rule.match()) : rule.match();
        String match = MatchText.write(said, rule.priority(), ports);
        text.append(match).append(match.isEmpty() ? "" : " ");
        return text.append("actions=").append(actions(rule)).append('\n').toString();
    }

    private void printSettings(StringBuilder text, Rule rule) {
        if (rule.settings().idleTimeout() != 0) {
            text.append("idle_timeout=").append(rule.settings().idleTimeout()).append(", ");
        }
        if (rule.settings().hardTimeout() != 0) {
            text.append("hard_timeout=").append(rule.settings().hardTimeout()).append(", ");
        }
        if (later) {
            text.append(rule.settings().sendFlowRemoved() ? "send_flow_rem " : "");
            text.append(rule.settings().checkOverlap() ? "check_overlap " : "");
            text.append(rule.settings().resetCounts() ? "reset_counts " : "");
        }
    }

    /** No tag at all is said by VLAN and presence alone: the priority is another field. */
    private static FlowMatch laterMatch(FlowMatch match) {
        if (match.mask().get(Slot.VLAN_TCI) != Slot.VLAN_TCI.mask()
                || match.value().get(Slot.VLAN_TCI) != 0) {
            return match;
        }
        FlowMatch said = match.copy();
        said.mask().set(Slot.VLAN_TCI, FlowKey.VLAN_VID | FlowKey.VLAN_PRESENT);
        return said;
    }

    private String actions(Rule rule) {
        List<Action> said =
                later ? ActionVersions.later(rule.actions(), rule.match()) : ActionVersions.early(rule.actions());
        return ActionText.write(said, ports);
    }

    private static String duration(long ns) {
        return String.format(Locale.ROOT, "%d.%03d", ns / SECOND_NS, ns % SECOND_NS / MILLISECOND_NS);
    }

    /** A request that was refused, as it is printed behind the error ({@code ofp_print_flow_mod}). */
    static String refused(FlowMod mod) {
        String match = MatchText.write(mod.match(), mod.priority(), PortNames.NUMBERS);
        boolean tabled = mod.table() != 0 && mod.table() != FlowMod.ANY_TABLE;
        return "ADD " + (tabled ? "table:" + mod.table() + " " : "") + match + (match.isEmpty() ? "" : " ")
                + (mod.settings().checkOverlap() ? "check_overlap " : "")
                + "actions=" + ActionText.write(mod.actions(), PortNames.NUMBERS);
    }
}
