package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.Fields;
import dev.vethlab.vswitch.ofproto.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The order that {@code --sort} and {@code --rsort} ask for ({@code compare_flows}). */
final class FlowOrder {

    /** By a field, or by the priority where there is none. */
    private record Criterion(Optional<Field> field, boolean reversed) {}

    private final List<Criterion> criteria = new ArrayList<>();

    void add(String name, boolean reversed) {
        if (name.isEmpty() || name.equalsIgnoreCase("priority")) {
            criteria.add(new Criterion(Optional.empty(), reversed));
            return;
        }
        Field field = Fields.byName(name).orElseThrow(() -> new OfctlException(name + ": unknown field name"));
        criteria.add(new Criterion(Optional.of(field), reversed));
    }

    boolean isGiven() {
        return !criteria.isEmpty();
    }

    List<Rule> sorted(List<Rule> rules) {
        List<Rule> sorted = new ArrayList<>(rules);
        if (isGiven()) {
            sorted.sort(this::compare);
        }
        return sorted;
    }

    private int compare(Rule left, Rule right) {
        for (Criterion criterion : criteria) {
            Field field = criterion.field().orElse(null);
            int order;
            if (field == null) {
                order = Integer.compare(left.priority(), right.priority());
            } else if (has(left, field) != has(right, field)) {
                return has(left, field) ? -1 : 1;
            } else {
                order = Long.compareUnsigned(
                        field.get(left.match().value()), field.get(right.match().value()));
            }
            if (order != 0) {
                return criterion.reversed() ? -order : order;
            }
        }
        return 0;
    }

    private static boolean has(Rule rule, Field field) {
        return field.get(rule.match().mask()) != 0
                && field.prerequisite().holds(rule.match().value());
    }
}
