package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flows of a table that look at the same bits ({@code struct cls_subtable}). A lookup goes by stages: where no flow has the
 * packet's metadata, its Ethernet header is not looked at, and so on.
 */
final class Subtable {

    private final FlowKey mask;
    private final List<Rule> rules = new ArrayList<>();
    private final List<List<Slot>> stages = new ArrayList<>();
    private final List<HashCounts> indices = new ArrayList<>();
    private final PrefixTree ports = new PrefixTree();
    private int highest;

    Subtable(FlowKey mask) {
        this.mask = mask;
        for (Slot.Stage stage : Slot.Stage.values()) {
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < Slot.COUNT; i++) {
                if (Slot.at(i).stage() == stage && mask.get(Slot.at(i)) != 0) {
                    slots.add(Slot.at(i));
                }
            }
            if (!slots.isEmpty()) {
                stages.add(slots);
                indices.add(new HashCounts());
            }
        }
    }

    FlowKey mask() {
        return mask;
    }

    List<Rule> rules() {
        return rules;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    int highestPriority() {
        return highest;
    }

    void insert(Rule rule) {
        rules.add(rule);
        count(rule, 1);
        highest = Math.max(highest, rule.priority());
    }

    boolean remove(Rule rule) {
        if (!rules.remove(rule)) {
            return false;
        }
        count(rule, -1);
        highest = 0;
        for (Rule left : rules) {
            highest = Math.max(highest, left.priority());
        }
        return true;
    }

    private void count(Rule rule, int change) {
        long hash = 0;
        for (int i = 0; i < stages.size(); i++) {
            hash = hash(hash, stages.get(i), rule.match().value());
            indices.get(i).change(hash, change);
        }
        if (portsLength() > 0) {
            ports.change(portBits(rule.match().value()), portsLength(), change);
        }
    }

    private long hash(long basis, List<Slot> slots, FlowKey flow) {
        long hash = basis;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            hash = (hash ^ flow.get(slot) & mask.get(slot)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private int portBits(FlowKey flow) {
        long source = flow.get(Slot.TP_SRC) & mask.get(Slot.TP_SRC);
        return (int) (source << 16 | flow.get(Slot.TP_DST) & mask.get(Slot.TP_DST));
    }

    private int portsMask() {
        return (int) (mask.get(Slot.TP_SRC) << 16 | mask.get(Slot.TP_DST));
    }

    private int portsLength() {
        int bits = portsMask();
        return bits == 0 ? 0 : Integer.SIZE - Integer.numberOfTrailingZeros(bits);
    }

    /** {@code find_match_wc}. */
    @Nullable
    Rule lookup(FlowKey flow, FlowKey wildcards, PrefixTries.Lookup tries) {
        long hash = 0;
        for (int i = 0; i < stages.size(); i++) {
            List<Slot> slots = stages.get(i);
            if (tries.excludes(slots, mask, wildcards)) {
                foldStages(i, wildcards);
                return null;
            }
            hash = hash(hash, slots, flow);
            boolean known = indices.get(i).has(hash);
            if (!known && i < stages.size() - 1) {
                foldStages(i + 1, wildcards);
                return null;
            }
            if (!known && portsLength() > 0) {
                int looked = ports.lookup(portBits(flow)).length();
                int under = portsMask() & (looked == 0 ? 0 : -1 << Integer.SIZE - looked);
                wildcards.or(Slot.TP_SRC, under >>> 16);
                wildcards.or(Slot.TP_DST, under & 0xffff);
                foldStages(i, wildcards);
                return null;
            }
        }
        foldStages(stages.size(), wildcards);
        Rule best = null;
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if ((best == null || rule.priority() > best.priority())
                    && rule.match().holds(flow)) {
                best = rule;
            }
        }
        return best;
    }

    /** The next flow for the same packets, of a lower priority ({@code next_visible_rule_in_list}). */
    @Nullable
    Rule below(Rule upper) {
        Rule best = null;
        for (Rule rule : rules) {
            if (rule.priority() < upper.priority()
                    && (best == null || rule.priority() > best.priority())
                    && rule.match().equals(upper.match())) {
                best = rule;
            }
        }
        return best;
    }

    private void foldStages(int count, FlowKey wildcards) {
        for (int i = 0; i < count; i++) {
            for (Slot slot : stages.get(i)) {
                wildcards.or(slot, mask.get(slot));
            }
        }
    }
}
