package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.ofproto.FlowMod.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The flow tables of a bridge, and how requests change them ({@code handle_flow_mod__}). */
public final class FlowTables {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MOST_FLOWS = 20_000;

    private final Machine machine;
    private final TreeMap<Integer, Classifier> tables = new TreeMap<>();
    private final Map<Integer, long[]> lookups = new HashMap<>();
    private int flows;
    private @Nullable GroupTable groups;

    FlowTables(Machine machine) {
        this.machine = machine;
    }

    /** Flows may use these groups, and no others. */
    void knowGroups(GroupTable known) {
        groups = known;
    }

    /** The flows that use a group, table by table. */
    List<Rule> using(long group) {
        return select(all()).stream()
                .filter(rule -> rule.actions().contains(new Action.Group(group)))
                .toList();
    }

    private void refuseUnknownGroups(FlowMod mod) throws FlowModException {
        GroupTable known = groups;
        for (Action action : mod.actions()) {
            if (known != null && action instanceof Action.Group group && known.find(group.id()) == null) {
                throw new FlowModException("OFPBAC_BAD_OUT_GROUP");
            }
        }
    }

    /** The flow for a packet in a table, null where there is none. */
    @Nullable
    Rule lookup(int table, FlowKey flow, FlowKey wildcards) {
        Classifier classifier = tables.get(table);
        return classifier == null ? null : classifier.lookup(flow, wildcards);
    }

    /** Counts a lookup of a real packet. */
    void count(int table, boolean matched) {
        long[] counts = lookups.computeIfAbsent(table, number -> new long[2]);
        counts[0]++;
        counts[1] += matched ? 1 : 0;
    }

    /** How often packets were looked up in a table, and how often a flow was found. */
    public long[] lookups(int table) {
        return lookups.getOrDefault(table, new long[2]).clone();
    }

    /** The flows that are meant, table by table. */
    public List<Rule> select(FlowMod meant) {
        boolean strict = meant.command() == Command.MODIFY_STRICT || meant.command() == Command.DELETE_STRICT;
        List<Rule> selected = new ArrayList<>();
        tables.forEach((number, classifier) -> {
            if (meant.table() == FlowMod.ANY_TABLE || meant.table() == number) {
                for (Rule rule : classifier.all()) {
                    if (isMeant(rule, meant, strict)) {
                        selected.add(rule);
                    }
                }
            }
        });
        return selected;
    }

    private static boolean isMeant(Rule rule, FlowMod meant, boolean strict) {
        boolean matches = strict
                ? rule.priority() == meant.priority() && rule.match().equals(meant.match())
                : rule.match().isWithin(meant.match());
        return matches
                && ((rule.cookie() ^ meant.cookieValue()) & meant.cookieMask()) == 0
                && (meant.outPort().isEmpty() || sendsBy(rule, meant.outPort()))
                && (meant.outGroup().isEmpty()
                        || rule.actions()
                                .contains(new Action.Group(meant.outGroup().getAsLong())));
    }

    private static boolean sendsBy(Rule rule, OptionalInt port) {
        return rule.actions().stream()
                .anyMatch(action -> action instanceof Action.Output output && output.port() == port.getAsInt());
    }

    /**
     * Does what is asked for.
     *
     * @throws FlowModException where that is not allowed
     */
    public void apply(FlowMod mod) throws FlowModException {
        refuseUnknownGroups(mod);
        switch (mod.command()) {
            case ADD -> add(mod);
            case MODIFY, MODIFY_STRICT -> modify(mod);
            case DELETE, DELETE_STRICT -> select(mod).forEach(this::remove);
        }
        machine.changed();
    }

    private void add(FlowMod mod) throws FlowModException {
        int table = mod.table() == FlowMod.ANY_TABLE ? 0 : mod.table();
        Rule added = new Rule(mod, table, machine.nowNs());
        Classifier classifier = tables.computeIfAbsent(table, number -> new Classifier());
        if (mod.settings().checkOverlap()) {
            for (Rule rule : classifier.all()) {
                if (rule.priority() == added.priority() && rule.match().overlaps(added.match())) {
                    throw new FlowModException("OFPFMFC_OVERLAP");
                }
            }
        }
        Rule old = classifier.find(added);
        if (old != null) {
            remove(old);
        } else if (flows >= MOST_FLOWS) {
            throw new FlowModException("OFPFMFC_TABLE_FULL");
        }
        insert(added);
    }

    private void modify(FlowMod mod) throws FlowModException {
        List<Rule> selected = select(mod);
        if (selected.isEmpty() && mod.cookieMask() == 0) {
            add(mod);
            return;
        }
        for (Rule rule : selected) {
            long cookie = mod.cookie().orElse(rule.cookie());
            remove(rule);
            insert(new Rule(rule, mod.actions(), cookie, machine.nowNs()));
        }
    }

    /** Adds a flow that a packet has taught, or has the one that is there live on ({@code ofproto_flow_mod_learn}). */
    void learn(FlowMod mod) {
        List<Rule> known = select(mod);
        if (known.size() == 1) {
            Rule rule = known.get(0);
            boolean same = rule.actions().equals(mod.actions())
                    && rule.cookie() == mod.cookie().orElse(0L);
            if (same && rule.settings().equals(mod.settings())) {
                rule.modifiedNs = machine.nowNs();
                rule.usedNs = machine.nowNs();
                return;
            }
        }
        known.forEach(this::remove);
        if (flows < MOST_FLOWS) {
            insert(new Rule(mod, mod.table(), machine.nowNs()));
        }
    }

    private void insert(Rule rule) {
        tables.computeIfAbsent(rule.table(), number -> new Classifier()).insert(rule);
        flows++;
        watch(rule);
    }

    void remove(Rule rule) {
        Classifier classifier = tables.get(rule.table());
        if (classifier != null) {
            classifier.remove(rule);
            flows--;
            if (classifier.isEmpty()) {
                tables.remove(rule.table());
            }
        }
        if (rule.expiry != null) {
            rule.expiry.cancel();
        }
    }

    void clear() {
        select(all()).forEach(this::remove);
    }

    private static FlowMod all() {
        return FlowMods.everything();
    }

    /** {@code rule_expire}. */
    private void watch(Rule rule) {
        long now = machine.nowNs();
        long due = Long.MAX_VALUE;
        if (rule.settings().hardTimeout() != 0) {
            due = rule.modifiedNs + rule.settings().hardTimeout() * SECOND_NS;
        }
        if (rule.settings().idleTimeout() != 0) {
            due = Math.min(due, rule.usedNs + rule.settings().idleTimeout() * SECOND_NS);
        }
        if (due == Long.MAX_VALUE) {
            return;
        }
        if (due <= now) {
            remove(rule);
        } else {
            rule.expiry = machine.schedule(due - now, () -> watch(rule));
        }
    }
}
