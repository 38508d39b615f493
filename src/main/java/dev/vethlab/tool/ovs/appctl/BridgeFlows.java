package dev.vethlab.tool.ovs.appctl;

import dev.vethlab.vswitch.action.ActionText;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.FlowMods;
import dev.vethlab.vswitch.ofproto.Rule;
import java.util.Locale;

/** {@code bridge/dump-flows}: the flows of a bridge, those that it has by itself last ({@code flow_stats_ds}). */
final class BridgeFlows {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MILLISECOND_NS = 1_000_000L;

    private BridgeFlows() {}

    static String print(Bridge bridge, long nowNs) {
        StringBuilder text = new StringBuilder();
        for (Rule rule : bridge.tables().select(FlowMods.everything())) {
            text.append(rule.table() == 0 ? "" : "table_id=" + rule.table() + ", ");
            long age = nowNs - rule.createdNs();
            text.append(String.format(
                    Locale.ROOT, "duration=%d.%03ds, ", age / SECOND_NS, age % SECOND_NS / MILLISECOND_NS));
            text.append("n_packets=").append(rule.packets());
            text.append(", n_bytes=").append(rule.bytes()).append(", ");
            String match = MatchText.write(rule.match(), rule.priority(), PortNames.NUMBERS);
            text.append(
                    match.startsWith("priority=") ? "" : "priority=" + rule.priority() + (match.isEmpty() ? "" : ","));
            text.append(match).append(",actions=");
            text.append(ActionText.write(rule.actions(), PortNames.NUMBERS)).append('\n');
        }
        return text.toString();
    }
}
