package dev.vethlab.tool.ovs.appctl;

import dev.vethlab.vswitch.flow.Fields;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.KeyValues;
import dev.vethlab.vswitch.flow.MatchReader;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.Fork;
import dev.vethlab.vswitch.ofproto.Switch;
import dev.vethlab.vswitch.ofproto.TraceResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** {@code ofproto/trace BRIDGE FLOW}: what would become of a packet (ofproto/ofproto-dpif-trace.c). */
final class TraceCommand {

    private static final int DOT1Q = 0x8100;

    private TraceCommand() {}

    static String run(Switch bridges, List<String> arguments) {
        List<String> words = new ArrayList<>();
        Deque<Integer> states = new ArrayDeque<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--ct-next")) {
                if (i + 1 == arguments.size()) {
                    throw new AppctlException("Missing argument for option " + word);
                }
                states.add(ConnectionStates.read(arguments.get(++i)));
                continue;
            }
            if (word.equals("-generate") || word.equals("--generate") || word.equals("--names")) {
                continue;
            }
            if (word.startsWith("-")) {
                throw new AppctlException(word + ": unknown option");
            }
            words.add(word);
        }
        if (words.isEmpty()) {
            throw new AppctlException("\"ofproto/trace\" command requires at least 1 arguments");
        }
        if (words.size() > 2) {
            throw new AppctlException("packets as bytes are not simulated in this lab: name what is known of them");
        }
        if (words.size() == 1) {
            throw new AppctlException("syntax error at " + words.get(0) + " (or the bridge name was omitted)");
        }
        Bridge bridge =
                bridges.bridge(words.get(0)).orElseThrow(() -> new AppctlException(words.get(0) + ": unknown bridge"));
        StringBuilder text = new StringBuilder();
        try {
            Deque<Fork> forks = new ArrayDeque<>();
            trace(bridges, bridge, flow(bridge, words.get(1)), forks, text);
            while (!forks.isEmpty()) {
                Fork fork = forks.remove();
                text.append(ConnectionStates.resume(fork, states));
                trace(bridges, bridge, fork.flow(), forks, text);
            }
        } finally {
            bridges.forgetTraced();
        }
        return text.append('\n').toString();
    }

    private static void trace(Switch bridges, Bridge bridge, FlowKey flow, Deque<Fork> forks, StringBuilder text) {
        TraceResult result = bridges.trace(bridge, flow);
        forks.addAll(result.forks());
        text.append(print(result));
    }

    /** {@code parse_ofp_exact_flow}. */
    private static FlowKey flow(Bridge bridge, String text) {
        MatchReader reader = new MatchReader(bridge.names(false));
        for (KeyValues.Entry entry : KeyValues.read(text)) {
            take(reader, entry, text);
        }
        FlowKey flow = reader.match().value();
        if (flow.get(Slot.IN_PORT) == 0) {
            flow.set(Slot.IN_PORT, PortNames.NONE);
        }
        if (flow.isTagged()) {
            flow.set(Slot.VLAN_TPID, DOT1Q);
        }
        return flow;
    }

    private static void take(MatchReader reader, KeyValues.Entry entry, String text) {
        String wrong = "Bad openflow flow syntax: " + text + ": ";
        boolean meaningful = Fields.byName(entry.key())
                .map(field -> field.prerequisite().holds(reader.match().value()))
                .orElse(true);
        if (!meaningful) {
            throw new AppctlException(wrong + "prerequisites not met for setting " + entry.key());
        }
        try {
            if (!reader.take(entry)) {
                throw new AppctlException(wrong + "unknown field " + entry.key());
            }
        } catch (FlowException bad) {
            throw new AppctlException(wrong + "bad value for " + entry.key() + " (" + bad.getMessage() + ")");
        }
    }

    private static String print(TraceResult result) {
        StringBuilder text = new StringBuilder();
        text.append("Flow: ")
                .append(MatchText.write(result.initial(), PortNames.NUMBERS))
                .append('\n');
        text.append(result.decisions());
        text.append("\nFinal flow: ");
        text.append(
                result.initial().equals(result.finalFlow())
                        ? "unchanged"
                        : MatchText.write(result.finalFlow(), PortNames.NUMBERS));
        text.append("\nMegaflow: ").append(megaflow(result)).append('\n');
        text.append("Datapath actions: ").append(result.actions());
        if (!result.error().isEmpty()) {
            text.append("\nTranslation failed (").append(result.error()).append("), packet is dropped.\n");
        }
        if (result.slow()) {
            text.append("\nThis flow is handled by the userspace slow path because it:\n"
                    + "  - Uses action(s) not supported by datapath.");
        }
        return text.toString();
    }

    private static String megaflow(TraceResult result) {
        FlowMatch match = FlowMatch.all();
        for (Slot slot : Slot.values()) {
            match.require(slot, result.initial().get(slot), result.wildcards().get(slot));
        }
        return MatchText.write(match, MatchText.DEFAULT_PRIORITY, PortNames.NUMBERS);
    }
}
