package dev.vethlab.kernel.route;

import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a namespace and the lookup by them (net/core/fib_rules.c, net/ipv4/fib_rules.c). */
final class FibRules {

    private final DeviceTable devices;
    private final FibTables tables;
    private final List<FibRule> rules = new ArrayList<>(4);
    private boolean custom;

    FibRules(DeviceTable devices, FibTables tables) {
        this.devices = devices;
        this.tables = tables;
        rules.add(FibRule.lookup(0, FibTable.LOCAL));
        rules.add(FibRule.lookup(32766, FibTable.MAIN));
        rules.add(FibRule.lookup(32767, FibTable.DEFAULT));
    }

    /** The rules, first asked first. */
    List<FibRule> all() {
        return List.copyOf(rules);
    }

    /** Whether rules were ever added or deleted: from then on lookups go by them ({@code fib_has_custom_rules}). */
    boolean areCustom() {
        return custom;
    }

    /** Puts a rule behind those of the same priority. */
    void add(FibRule rule) {
        becomeCustom();
        int at = 0;
        while (at < rules.size() && Integer.compareUnsigned(rules.get(at).priority(), rule.priority()) <= 0) {
            at++;
        }
        rules.add(at, rule);
    }

    void remove(FibRule rule) {
        becomeCustom();
        rules.removeIf(each -> each == rule);
    }

    private void becomeCustom() {
        custom = true;
        tables.unmerge();
    }

    /** The priority of a rule that comes without one: before the second ({@code fib_default_rule_pref}). */
    int defaultPriority() {
        return rules.size() > 1 && rules.get(1).priority() != 0 ? rules.get(1).priority() - 1 : 0;
    }

    /** The rule that a {@code goto} with this target goes on with. */
    Optional<FibRule> target(FibRule jump) {
        int at = indexOfTarget(jump);
        return at < 0 ? Optional.empty() : Optional.of(rules.get(at));
    }

    private int indexOfTarget(FibRule jump) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).priority() == jump.target()) {
                return i;
            }
        }
        return -1;
    }

    /** {@code fib_rules_lookup}; where no rule decides, the error is ENETUNREACH. */
    boolean lookup(FibQuery query, FibResult result, boolean ignoreLinkState) {
        for (int i = 0; i < rules.size(); i++) {
            FibRule rule = rules.get(i);
            if (!matches(rule, query)) {
                continue;
            }
            if (rule.action() == FibRule.Action.GOTO) {
                int target = indexOfTarget(rule);
                if (target > i) {
                    i = target - 1;
                }
                continue;
            }
            if (rule.action() == FibRule.Action.NOP) {
                continue;
            }
            boolean found = act(rule, query, result, ignoreLinkState);
            if (found && isSuppressed(rule, result)) {
                result.clear();
                continue;
            }
            if (found || result.error != Errno.EAGAIN) {
                result.rule = rule;
                return found;
            }
        }
        result.error = Errno.ENETUNREACH;
        return false;
    }

    /** {@code fib4_rule_action}. */
    private boolean act(FibRule rule, FibQuery query, FibResult result, boolean ignoreLinkState) {
        switch (rule.action()) {
            case TO_TABLE -> {
                FibTable table = rule.l3mdev() ? null : tables.find(rule.table());
                if (table != null) {
                    return table.lookup(query, result, ignoreLinkState);
                }
                result.error = Errno.EAGAIN;
            }
            case UNREACHABLE -> result.error = Errno.ENETUNREACH;
            case PROHIBIT -> result.error = Errno.EACCES;
            default -> result.error = Errno.EINVAL;
        }
        return false;
    }

    /** {@code fib4_rule_suppress}. */
    private static boolean isSuppressed(FibRule rule, FibResult result) {
        if (result.prefix().length() <= rule.suppressPrefixLength()) {
            return true;
        }
        NetDevice device = result.hop().device;
        return rule.suppressGroup() != -1 && device != null && device.group() == rule.suppressGroup();
    }

    private boolean matches(FibRule rule, FibQuery query) {
        return selects(rule, query) != rule.inverted();
    }

    private boolean selects(FibRule rule, FibQuery query) {
        return (rule.inputDevice().isEmpty() || isDevice(rule.inputDevice(), query.iif))
                && (rule.outputDevice().isEmpty() || isDevice(rule.outputDevice(), query.oif))
                && ((rule.mark() ^ query.mark) & rule.markMask()) == 0
                && !rule.l3mdev()
                && (rule.uids().isEmpty() || rule.uids().get().contains(query.uid))
                && selectsIpv4(rule, query);
    }

    /** {@code fib4_rule_match}. */
    private static boolean selectsIpv4(FibRule rule, FibQuery query) {
        return rule.source().contains(query.source)
                && rule.destination().contains(query.destination)
                && (rule.tos() == 0 || query.hasTos(rule.tos()))
                && (rule.ipProtocol() == 0 || rule.ipProtocol() == query.protocol)
                && (rule.sourcePorts().isAny() || rule.sourcePorts().contains(query.sourcePort))
                && (rule.destinationPorts().isAny() || rule.destinationPorts().contains(query.destinationPort));
    }

    private boolean isDevice(String name, int index) {
        return index != 0
                && devices.byIndex(index).map(NetDevice::name).filter(name::equals).isPresent();
    }
}
