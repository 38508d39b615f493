package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.action.ActionText;
import dev.vethlab.vswitch.action.LearnSpec;
import dev.vethlab.vswitch.action.LearnSpec.Part;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Subfield;
import dev.vethlab.vswitch.ofproto.FlowMod.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Flows that packets teach ({@code learn_execute}, {@code xlate_learn_action}). */
final class Learning {

    private Learning() {}

    static void perform(Translation translation, LearnSpec spec) {
        for (Part part : spec.parts()) {
            part.source().ifPresent(source -> source.mark(translation.wildcards));
        }
        if (!translation.real) {
            translation.report(Trace.Kind.WARNING, "suppressing side effects, so learn action ignored");
            return;
        }
        FlowMod mod = make(spec, translation.flow);
        if (translation.isTraced()) {
            translation.report(Trace.Kind.DETAIL, describe(mod));
        }
        translation.bridge.tables().learn(mod);
    }

    private static FlowMod make(LearnSpec spec, FlowKey flow) {
        FlowMatch match = FlowMatch.all();
        List<Action> actions = new ArrayList<>();
        for (Part part : spec.parts()) {
            long value = part.source().map(source -> source.get(flow)).orElse(part.immediate());
            if (part.target() == LearnSpec.Target.OUTPUT) {
                int port = (int) value;
                if (port < PortNames.MAX || port == PortNames.IN_PORT || port >= PortNames.FLOOD) {
                    actions.add(new Action.Output(port));
                }
                continue;
            }
            Subfield target = part.destination().orElseThrow();
            if (part.target() == LearnSpec.Target.LOAD) {
                actions.add(new Action.Load(target, value & target.mask()));
            } else {
                match.require(target.field(), value << target.from(), target.mask() << target.from());
            }
        }
        return new FlowMod(
                Command.MODIFY_STRICT,
                spec.table(),
                spec.priority(),
                match,
                List.copyOf(actions),
                OptionalLong.of(spec.cookie()),
                0,
                0,
                OptionalInt.empty(),
                OptionalLong.empty(),
                new FlowSettings(spec.idleTimeout(), spec.hardTimeout(), spec.sendFlowRemoved(), false, false, 0));
    }

    private static String describe(FlowMod mod) {
        String match = MatchText.write(mod.match(), MatchText.DEFAULT_PRIORITY, PortNames.NUMBERS);
        long cookie = mod.cookie().orElse(0);
        return "table=" + mod.table() + " " + match + " priority=" + mod.priority()
                + (cookie == 0 ? "" : " cookie=0x" + Long.toHexString(cookie))
                + (mod.settings().idleTimeout() == 0
                        ? ""
                        : " idle=" + mod.settings().idleTimeout())
                + (mod.settings().hardTimeout() == 0
                        ? ""
                        : " hard=" + mod.settings().hardTimeout())
                + " actions=" + ActionText.write(mod.actions(), PortNames.NUMBERS);
    }
}
