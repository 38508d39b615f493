package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.action.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Flows for a packet that are parts of wholes, and whether all parts of one are there ({@code classifier_lookup__}). */
final class Conjunctions {

    /** A part, and where the next flow for the same packets is looked for. */
    private record Part(Rule rule, Subtable subtable) {}

    private List<Part> parts = new ArrayList<>();

    boolean isEmpty() {
        return parts.isEmpty();
    }

    void add(Rule rule, Subtable subtable) {
        parts.add(new Part(rule, subtable));
    }

    /**
     * The flow of the first whole that has one; else the best of those that are no parts.
     *
     * @param hard that of those that are no parts, as known so far
     * @param whole finds the flow for packets of a whole by its number
     */
    @Nullable
    Rule resolve(@Nullable Rule hard, LongFunction<@Nullable Rule> whole) {
        Rule best = hard;
        while (true) {
            int least = best == null ? -1 : best.priority();
            parts.removeIf(part -> part.rule().priority() <= least);
            if (parts.isEmpty()) {
                return best;
            }
            int highest = parts.stream()
                    .mapToInt(part -> part.rule().priority())
                    .max()
                    .orElse(0);
            Rule found = find(highest, whole);
            if (found != null) {
                return found;
            }
            List<Part> next = new ArrayList<>();
            for (Part part : parts) {
                Rule below = part.rule().priority() == highest ? part.subtable().below(part.rule()) : part.rule();
                if (below != null && below.conjunctions().isEmpty()) {
                    best = best == null || below.priority() > best.priority() ? below : best;
                } else if (below != null) {
                    next.add(new Part(below, part.subtable()));
                }
            }
            parts = next;
        }
    }

    /** {@code find_conjunctive_match}. */
    private @Nullable Rule find(int priority, LongFunction<@Nullable Rule> whole) {
        Map<Long, Long> clauses = new HashMap<>();
        for (Part part : parts) {
            if (part.rule().priority() != priority) {
                continue;
            }
            for (Action.Conjunction conjunction : part.rule().conjunctions()) {
                long seen =
                        clauses.merge(conjunction.id(), 1L << conjunction.clause() - 1, (one, other) -> one | other);
                if (Long.bitCount(seen) == conjunction.clauses()) {
                    Rule rule = whole.apply(conjunction.id());
                    if (rule != null) {
                        return rule;
                    }
                }
            }
        }
        return null;
    }
}
