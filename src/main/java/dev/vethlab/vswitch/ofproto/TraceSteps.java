package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.openvswitch.Vport;
import dev.vethlab.kernel.trace.Verdict;
import java.util.Map;

/** The decisions of the switch about a packet, told to the machine's trace: which flow decided, and what NORMAL made of it. */
final class TraceSteps {

    private TraceSteps() {}

    static void add(Skb skb, Trace trace) {
        walk(skb, trace, "");
    }

    /** Notes the ports that do not get what is flooded. */
    static void leftOut(Skb skb, Map<Bundle, Integer> bundles) {
        bundles.forEach((bundle, vlan) -> {
            Vport vport = bundle.port.vport;
            NetDevice device = vport == null ? null : vport.device();
            Drops.withhold(
                    device == null ? skb.dev : device,
                    skb,
                    "xlate_normal_flood",
                    "the switch keeps it from port " + bundle.name() + ", which is not in VLAN " + vlan);
        });
    }

    private static void walk(Skb skb, Trace node, String bridge) {
        String where = bridge;
        for (Trace below : node.below()) {
            switch (below.kind()) {
                case BRIDGE -> walk(skb, below, nameOf(below.text()));
                case TABLE -> {
                    PacketTrace.add(skb, "xlate_table_action", Verdict.ACCEPT, decision(below, where));
                    walk(skb, below, where);
                }
                case DETAIL -> PacketTrace.add(skb, "xlate_normal", Verdict.FORWARD, where + ": " + below.text());
                case WARNING, ERROR ->
                    PacketTrace.add(skb, "xlate_normal", Verdict.REFUSE, where + ": " + below.text());
                default -> walk(skb, below, where);
            }
        }
    }

    /** The name between the quotes of {@code bridge("NAME")}. */
    private static String nameOf(String text) {
        return text.substring(text.indexOf('"') + 1, text.lastIndexOf('"'));
    }

    private static String decision(Trace table, String bridge) {
        String text = table.text().strip();
        int dot = text.indexOf(". ");
        String flow = text.substring(dot + 2);
        String place = "table " + text.substring(0, dot) + " of " + bridge + ": ";
        return flow.equals("No match.") ? place + "no flow is for it" : place + flow + ", actions=" + actionsOf(table);
    }

    private static String actionsOf(Trace table) {
        StringBuilder text = new StringBuilder();
        for (Trace below : table.below()) {
            if (below.kind() == Trace.Kind.ACTION) {
                text.append(text.isEmpty() ? "" : ",").append(below.text());
            }
        }
        return text.toString();
    }
}
