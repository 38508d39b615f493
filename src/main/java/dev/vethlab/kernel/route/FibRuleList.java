package dev.vethlab.kernel.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of one family in the order in which they are asked ({@code struct fib_rules_ops}). */
public final class FibRuleList {

    final List<FibRule> rules = new ArrayList<>(4);

    FibRuleList(FibRule... initial) {
        rules.addAll(List.of(initial));
    }

    /** The rules of IPv6 as a namespace begins with them ({@code fib6_default_rules_init}); nothing goes by them. */
    static FibRuleList ofIpv6() {
        return new FibRuleList(FibRule.lookup(0, FibTable.LOCAL), FibRule.lookup(32766, FibTable.MAIN));
    }

    /** The rules of multicast routing as a namespace begins with them ({@code ipmr_rules_init}); nothing goes by them. */
    static FibRuleList ofMulticast() {
        return new FibRuleList(FibRule.lookup(32767, FibTable.DEFAULT));
    }

    /** The rules, first asked first. */
    public List<FibRule> all() {
        return List.copyOf(rules);
    }

    /** Puts a rule behind those of the same priority. */
    public void add(FibRule rule) {
        int at = 0;
        while (at < rules.size() && Integer.compareUnsigned(rules.get(at).priority(), rule.priority()) <= 0) {
            at++;
        }
        rules.add(at, rule);
    }

    /** Takes away one of {@link #all()}. */
    public void remove(FibRule rule) {
        rules.removeIf(each -> each == rule);
    }

    /** The priority of a rule that comes without one: before the second ({@code fib_default_rule_pref}). */
    public int defaultPriority() {
        return rules.size() > 1 && rules.get(1).priority() != 0 ? rules.get(1).priority() - 1 : 0;
    }

    /** The rule that a {@code goto} with this target goes on with. */
    public Optional<FibRule> target(FibRule jump) {
        int at = indexOfTarget(jump);
        return at < 0 ? Optional.empty() : Optional.of(rules.get(at));
    }

    int indexOfTarget(FibRule jump) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).priority() == jump.target()) {
                return i;
            }
        }
        return -1;
    }
}
