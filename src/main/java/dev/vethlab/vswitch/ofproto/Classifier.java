package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flows of one table, found by packet (lib/classifier.c). */
final class Classifier {

    private static final Comparator<Subtable> HIGHEST_FIRST =
            Comparator.comparingInt(Subtable::highestPriority).reversed();

    private final List<Subtable> subtables = new ArrayList<>();
    private final PrefixTries tries = new PrefixTries();

    boolean isEmpty() {
        return subtables.isEmpty();
    }

    /** All flows: those of one mask together, and first the masks that have the flow of the highest priority. */
    List<Rule> all() {
        List<Rule> all = new ArrayList<>();
        subtables.forEach(subtable -> all.addAll(subtable.rules()));
        return all;
    }

    void insert(Rule rule) {
        Subtable subtable = null;
        for (Subtable known : subtables) {
            if (known.mask().equals(rule.match().mask())) {
                subtable = known;
            }
        }
        if (subtable == null) {
            subtable = new Subtable(rule.match().mask());
            subtables.add(subtable);
        }
        subtable.insert(rule);
        tries.insert(rule.match());
        subtables.sort(HIGHEST_FIRST);
    }

    void remove(Rule rule) {
        for (Subtable subtable : subtables) {
            if (subtable.mask().equals(rule.match().mask()) && subtable.remove(rule)) {
                tries.remove(rule.match());
                break;
            }
        }
        removeEmpty();
        subtables.sort(HIGHEST_FIRST);
    }

    /** The last one takes the place of one that goes ({@code pvector_remove}). */
    private void removeEmpty() {
        for (int i = subtables.size() - 1; i >= 0; i--) {
            if (subtables.get(i).isEmpty()) {
                Subtable last = subtables.remove(subtables.size() - 1);
                if (i < subtables.size()) {
                    subtables.set(i, last);
                }
            }
        }
    }

    /** The flow of the same match and priority, if there is one. */
    @Nullable
    Rule find(Rule like) {
        for (Rule rule : all()) {
            if (rule.priority() == like.priority() && rule.match().equals(like.match())) {
                return rule;
            }
        }
        return null;
    }

    /**
     * The flow for a packet, null where there is none ({@code classifier_lookup}).
     *
     * @param wildcards where the bits of the packet are noted that were looked at
     */
    @Nullable
    Rule lookup(FlowKey flow, FlowKey wildcards) {
        return lookup(flow, wildcards, true);
    }

    /** @param withParts whether flows that are parts of wholes count */
    private @Nullable Rule lookup(FlowKey flow, FlowKey wildcards, boolean withParts) {
        Rule best = null;
        Conjunctions parts = null;
        PrefixTries.Lookup lookup = tries.lookup(flow);
        for (Subtable subtable : subtables) {
            if (best != null && subtable.highestPriority() <= best.priority()) {
                break;
            }
            Rule rule = subtable.lookup(flow, wildcards, lookup);
            if (rule == null || best != null && rule.priority() <= best.priority()) {
                continue;
            }
            if (rule.conjunctions().isEmpty()) {
                best = rule;
            } else if (withParts) {
                parts = parts == null ? new Conjunctions() : parts;
                parts.add(rule, subtable);
            }
        }
        return parts == null ? best : parts.resolve(best, whole -> lookupWhole(whole, flow, wildcards));
    }

    private @Nullable Rule lookupWhole(long whole, FlowKey flow, FlowKey wildcards) {
        long before = flow.get(Slot.CONJ_ID);
        flow.set(Slot.CONJ_ID, whole);
        Rule rule = lookup(flow, wildcards, false);
        flow.set(Slot.CONJ_ID, before);
        return rule;
    }
}
