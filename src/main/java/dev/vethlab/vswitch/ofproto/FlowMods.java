package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.ofproto.FlowMod.Command;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Requests that the switch makes of itself. */
public final class FlowMods {

    static final FlowSettings PLAIN = new FlowSettings(0, 0, false, false, false, 0);

    private FlowMods() {}

    /** Means all flows. */
    public static FlowMod everything() {
        return mod(Command.DELETE, 0, List.of());
    }

    /** Adds a flow for every packet. */
    static FlowMod add(int priority, List<Action> actions) {
        return mod(Command.ADD, priority, actions);
    }

    private static FlowMod mod(Command command, int priority, List<Action> actions) {
        return new FlowMod(
                command,
                FlowMod.ANY_TABLE,
                priority,
                FlowMatch.all(),
                actions,
                OptionalLong.of(0),
                0,
                0,
                OptionalInt.empty(),
                OptionalLong.empty(),
                PLAIN);
    }
}
