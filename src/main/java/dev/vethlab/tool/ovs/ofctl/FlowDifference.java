package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.vswitch.action.ActionText;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.FlowMod;
import dev.vethlab.vswitch.ofproto.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How the flows of a switch differ from others ({@code fte_version_equals}). */
final class FlowDifference {

    /** What makes a flow the same flow. */
    private record Identity(int table, int priority, FlowMatch match) {

        static Identity of(Rule rule) {
            return new Identity(rule.table(), rule.priority(), rule.match());
        }

        static Identity of(FlowMod mod) {
            return new Identity(mod.table() == FlowMod.ANY_TABLE ? 0 : mod.table(), mod.priority(), mod.match());
        }
    }

    private final Map<Identity, Rule> present = new LinkedHashMap<>();
    private final Map<Identity, FlowMod> wanted = new LinkedHashMap<>();

    FlowDifference(List<Rule> rules, List<FlowMod> mods) {
        rules.forEach(rule -> present.put(Identity.of(rule), rule));
        mods.forEach(mod -> wanted.put(Identity.of(mod), mod));
    }

    private static boolean isSame(Rule rule, FlowMod mod) {
        return rule.cookie() == mod.cookie().orElse(0L)
                && rule.settings().idleTimeout() == mod.settings().idleTimeout()
                && rule.settings().hardTimeout() == mod.settings().hardTimeout()
                && rule.actions().equals(mod.actions());
    }

    /** The flows that the others are without. */
    List<Rule> gone() {
        return present.entrySet().stream()
                .filter(entry -> !wanted.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Those of the others that are not there, or are another way. */
    List<FlowMod> added() {
        return wanted.entrySet().stream()
                .filter(entry -> {
                    Rule rule = present.get(entry.getKey());
                    return rule == null || !isSame(rule, entry.getValue());
                })
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Deletes just that flow. */
    static FlowMod deletion(Rule rule) {
        return new FlowMod(
                FlowMod.Command.DELETE_STRICT,
                rule.table(),
                rule.priority(),
                rule.match(),
                List.of(),
                OptionalLong.empty(),
                0,
                0,
                OptionalInt.empty(),
                OptionalLong.empty(),
                rule.settings());
    }

    /** Lines with a minus for what is there alone, with a plus for the others. */
    String text(PortNames ports) {
        StringBuilder text = new StringBuilder();
        present.forEach((identity, rule) -> {
            FlowMod mod = wanted.get(identity);
            if (mod == null || !isSame(rule, mod)) {
                text.append('-').append(write(identity, rule.cookie(), ActionText.write(rule.actions(), ports), ports));
            }
        });
        for (FlowMod mod : added()) {
            String actions = ActionText.write(mod.actions(), ports);
            text.append('+').append(write(Identity.of(mod), mod.cookie().orElse(0L), actions, ports));
        }
        return text.toString();
    }

    private static String write(Identity identity, long cookie, String actions, PortNames ports) {
        String table = identity.table() == 0 ? "" : "table=" + identity.table() + ", ";
        String match = MatchText.write(identity.match(), identity.priority(), ports);
        return table + match + (match.isEmpty() ? "" : " ")
                + (cookie == 0 ? "" : "cookie=0x" + Long.toHexString(cookie) + " ") + "actions=" + actions + "\n";
    }
}
