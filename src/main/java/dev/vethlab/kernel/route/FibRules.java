package dev.vethlab.kernel.route;

import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.L3Master;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import java.util.List;

/** The rules of a namespace and the lookup by them (net/core/fib_rules.c, net/ipv4/fib_rules.c). */
final class FibRules {

    private final DeviceTable devices;
    private final FibTables tables;
    private final FibRuleList list = new FibRuleList(
            FibRule.lookup(0, FibTable.LOCAL),
            FibRule.lookup(32766, FibTable.MAIN),
            FibRule.lookup(32767, FibTable.DEFAULT));
    private final List<FibRule> rules = list.rules;
    private boolean custom;

    FibRules(DeviceTable devices, FibTables tables) {
        this.devices = devices;
        this.tables = tables;
    }

    /** The rules in order; they are changed by {@link #add} and {@link #remove}. */
    FibRuleList list() {
        return list;
    }

    /** Whether rules were ever added or deleted: from then on lookups go by them ({@code fib_has_custom_rules}). */
    boolean areCustom() {
        return custom;
    }

    void add(FibRule rule) {
        becomeCustom();
        list.add(rule);
    }

    void remove(FibRule rule) {
        becomeCustom();
        list.remove(rule);
    }

    private void becomeCustom() {
        custom = true;
        tables.unmerge();
    }

    /** {@code fib_rules_lookup}; where no rule decides, the error is ENETUNREACH. */
    boolean lookup(FibQuery query, FibResult result, boolean ignoreLinkState) {
        findMaster(query);
        for (int i = 0; i < rules.size(); i++) {
            FibRule rule = rules.get(i);
            if (!matches(rule, query)) {
                continue;
            }
            if (rule.action().equals(FibRule.Action.GOTO)) {
                int target = list.indexOfTarget(rule);
                if (target > i) {
                    i = target - 1;
                }
                continue;
            }
            if (rule.action().equals(FibRule.Action.NOP)) {
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

    /** A device that is in the domain of an L3 master stands for that domain ({@code l3mdev_update_flow}). */
    private void findMaster(FibQuery query) {
        if (query.oif != 0) {
            NetDevice device = devices.byIndex(query.oif).orElse(null);
            if (device != null) {
                if (query.l3mdev == 0) {
                    query.l3mdev = L3mdev.masterIndex(device);
                    query.l3mdevByOif = true;
                }
                query.oif = device instanceof L3Master ? 0 : query.oif;
                return;
            }
        }
        if (query.iif > FibQuery.LOOPBACK_IFINDEX && query.l3mdev == 0) {
            query.l3mdev = L3mdev.masterIndex(devices.byIndex(query.iif).orElse(null));
        }
    }

    /** {@code fib4_rule_action}. */
    private boolean act(FibRule rule, FibQuery query, FibResult result, boolean ignoreLinkState) {
        FibRule.Action action = rule.action();
        if (action.equals(FibRule.Action.TO_TABLE)) {
            FibTable table = tables.find(rule.l3mdev() ? masterTable(query) : rule.table());
            if (table != null) {
                return table.lookup(query, result, ignoreLinkState);
            }
            result.error = Errno.EAGAIN;
        } else if (action.equals(FibRule.Action.UNREACHABLE)) {
            result.error = Errno.ENETUNREACH;
        } else {
            result.error = action.equals(FibRule.Action.PROHIBIT) ? Errno.EACCES : Errno.EINVAL;
        }
        return false;
    }

    private int masterTable(FibQuery query) {
        return L3mdev.table(devices.byIndex(query.l3mdev).orElse(null));
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
        return (rule.inputDevice().isEmpty()
                        || isDevice(rule.inputDevice(), query.iif, query.l3mdevByOif ? 0 : query.l3mdev))
                && (rule.outputDevice().isEmpty()
                        || isDevice(rule.outputDevice(), query.oif, query.l3mdevByOif ? query.l3mdev : 0))
                && ((rule.mark() ^ query.mark) & rule.markMask()) == 0
                && (rule.tunnelId() == 0 || rule.tunnelId() == query.tunnelId)
                && (!rule.l3mdev() || masterTable(query) != 0)
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

    /** A rule that names an L3 master is for its whole domain ({@code fib_rule_iif_match}). */
    private boolean isDevice(String name, int index, int domain) {
        NetDevice named = devices.byName(name)
                .filter(device -> device.name().equals(name))
                .orElse(null);
        return named != null && named.index() == (named instanceof L3Master ? domain : index);
    }
}
