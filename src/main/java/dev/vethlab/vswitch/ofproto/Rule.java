package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A flow in a table ({@code struct rule}). */
public final class Rule {

    private final int table;
    private final int priority;
    private final FlowMatch match;
    final FlowSettings settings;
    final List<Action> actions;
    private final List<Action.Conjunction> conjunctions;
    final long cookie;
    final long createdNs;
    long modifiedNs;
    long usedNs;
    long packets;
    long bytes;

    @Nullable
    Timer expiry;

    Rule(FlowMod mod, int table, long nowNs) {
        this.table = table;
        this.priority = mod.priority();
        this.match = mod.match();
        this.settings = mod.settings();
        this.actions = mod.actions();
        this.conjunctions = conjunctionsOf(actions);
        this.cookie = mod.cookie().orElse(0L);
        this.createdNs = nowNs;
        this.modifiedNs = nowNs;
        this.usedNs = nowNs;
    }

    /** The flow with other actions, and another cookie where one is given; what has been counted stays. */
    Rule(Rule old, List<Action> actions, long cookie, long nowNs) {
        this.table = old.table;
        this.priority = old.priority;
        this.match = old.match;
        this.settings = old.settings;
        this.actions = actions;
        this.conjunctions = conjunctionsOf(actions);
        this.cookie = cookie;
        this.createdNs = old.createdNs;
        this.modifiedNs = nowNs;
        this.usedNs = old.usedNs;
        this.packets = old.packets;
        this.bytes = old.bytes;
    }

    private static List<Action.Conjunction> conjunctionsOf(List<Action> actions) {
        return actions.stream()
                .filter(Action.Conjunction.class::isInstance)
                .map(Action.Conjunction.class::cast)
                .toList();
    }

    public int table() {
        return table;
    }

    public int priority() {
        return priority;
    }

    public FlowMatch match() {
        return match;
    }

    public List<Action> actions() {
        return actions;
    }

    /** Of which wholes it is a part. */
    List<Action.Conjunction> conjunctions() {
        return conjunctions;
    }

    public long cookie() {
        return cookie;
    }

    public FlowSettings settings() {
        return settings;
    }

    public long createdNs() {
        return createdNs;
    }

    /** When its actions were last set. */
    public long modifiedNs() {
        return modifiedNs;
    }

    public long usedNs() {
        return usedNs;
    }

    public long packets() {
        return packets;
    }

    public long bytes() {
        return bytes;
    }

    void count(long length, long nowNs) {
        packets++;
        bytes += length;
        usedNs = nowNs;
    }

    /** A flow in a trace, or that there is none in a table ({@code xlate_report_table}). */
    static String describe(int table, @Nullable Rule rule) {
        String place = String.format(Locale.ROOT, "%2d. ", table);
        if (rule == null) {
            return place + "No match.";
        }
        String match = MatchText.write(rule.match(), MatchText.DEFAULT_PRIORITY, PortNames.NUMBERS);
        String cookie = rule.cookie() == 0 ? "" : ", cookie 0x" + Long.toHexString(rule.cookie());
        return place + match + (match.isEmpty() ? "" : ", ") + "priority " + rule.priority() + cookie;
    }
}
