package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Optional;

/** The decisions of the switch about a packet, told to the machine's trace: which flow decided, and what NORMAL made of it. */
final class TraceSteps {

    private TraceSteps() {}

    static void add(Skb skb, Trace trace) {
        walk(skb, trace, "");
    }

    private static void walk(Skb skb, Trace node, String bridge) {
        String where = bridge;
        for (Trace below : node.below()) {
            switch (below.kind()) {
                case BRIDGE -> walk(skb, below, below.text());
                case TABLE -> {
                    step(skb, "xlate_table_action", Verdict.ACCEPT, where + ", table " + below.text().trim() + " actions="
                            + actionsOf(below));
                    walk(skb, below, where);
                }
                case DETAIL -> step(skb, "xlate_normal", Verdict.FORWARD, where + ": " + below.text());
                case WARNING, ERROR -> step(skb, "xlate_normal", Verdict.REFUSE, where + ": " + below.text());
                default -> walk(skb, below, where);
            }
        }
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

    private static void step(Skb skb, String function, Verdict verdict, String detail) {
        Machine machine = skb.dev.machine();
        machine.tracer()
                .add(new Step(
                        machine.nowNs(),
                        skb.dev.net().label(),
                        skb.dev.name(),
                        skb.captureNumber,
                        function,
                        verdict,
                        Optional.empty(),
                        Optional.empty(),
                        detail,
                        List.of()));
    }
}
