package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.TunnelMetadata;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.FibRule;
import dev.vethlab.kernel.route.FibRuleList;
import dev.vethlab.kernel.route.RouteControl;
import dev.vethlab.kernel.route.RuleNotification;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Requests about rules: RTM_NEWRULE, RTM_DELRULE, RTM_GETRULE (net/core/fib_rules.c, net/ipv4/fib_rules.c). */
public final class Rules {

    private static final int ECN_BITS = 0x3;
    private static final int TOS_MASK = 0x1e;

    private final NetNamespace net;
    private final boolean isIpv4;
    private final FibRuleList rules;
    private final Consumer<FibRule> adding;
    private final Consumer<FibRule> removing;

    private Rules(
            NetNamespace net, boolean isIpv4, FibRuleList rules, Consumer<FibRule> adding, Consumer<FibRule> removing) {
        this.net = net;
        this.isIpv4 = isIpv4;
        this.rules = rules;
        this.adding = adding;
        this.removing = removing;
    }

    private Rules(NetNamespace net, FibRuleList rules) {
        this(
                net,
                false,
                rules,
                rule -> {
                    rules.add(rule);
                    net.notifications().tell(new RuleNotification(rules, rule, false));
                },
                rule -> {
                    rules.remove(rule);
                    net.notifications().tell(new RuleNotification(rules, rule, true));
                });
    }

    /** The rules that a notification is about. */
    public static Rules of(NetNamespace net, RuleNotification change) {
        return new Rules(net, change.rules());
    }

    private Rules(NetNamespace net, RouteControl control) {
        this(net, true, control.ruleList(), control::addRule, control::removeRule);
    }

    /** Requests about the rules of IPv4 made in a namespace. */
    public Rules(NetNamespace net, Fib fib) {
        this(net, fib.control());
    }

    /** Requests about the rules of IPv6, which select by everything but addresses. */
    public static Rules ofIpv6(NetNamespace net, Fib fib) {
        return new Rules(net, fib.control().ipv6Rules());
    }

    /** Requests about the rules of multicast routing. */
    public static Rules ofMulticast(NetNamespace net, Fib fib) {
        return new Rules(net, fib.control().multicastRules());
    }

    /** The rules in order. */
    public List<FibRule> dump() {
        return rules.all();
    }

    /** Whether the rule that a {@code goto} goes on with is missing. */
    public boolean isUnresolved(FibRule rule) {
        return rule.action().equals(FibRule.Action.GOTO) && rules.target(rule).isEmpty();
    }

    /** Whether a rule names a device that does not exist. */
    public boolean isDetached(String device) {
        return !device.isEmpty() && net.devices().byName(device).isEmpty();
    }

    /**
     * Adds a rule ({@code fib_newrule}).
     *
     * @throws KernelException EEXIST, EINVAL
     */
    public void add(RuleRequest request) throws KernelException {
        FibRule rule = rule(request);
        for (FibRule each : rules.all()) {
            if (isSame(each, rule)) {
                throw new KernelException(Errno.EEXIST);
            }
        }
        checkTos(rule);
        adding.accept(rule);
        if (rule.tunnelId() != 0) {
            TunnelMetadata.of(net).need();
        }
        net.machine().changed();
    }

    /**
     * Deletes the first rule that fits ({@code fib_delrule}).
     *
     * @throws KernelException ENOENT, EINVAL
     */
    public void delete(RuleRequest request) throws KernelException {
        FibRule wanted = rule(request);
        for (FibRule each : rules.all()) {
            if (fits(each, wanted, request)) {
                removing.accept(each);
                if (each.tunnelId() != 0) {
                    TunnelMetadata.of(net).forgo();
                }
                net.machine().changed();
                return;
            }
        }
        throw new KernelException(Errno.ENOENT);
    }

    /** {@code fib_nl2rule}. */
    private FibRule rule(RuleRequest request) throws KernelException {
        checkPrefix(request.source(), "Invalid source address");
        checkPrefix(request.destination(), "Invalid dst address");
        if (request.l3mdev() && request.table() != 0) {
            throw invalid("l3mdev and table are mutually exclusive");
        }
        int priority = request.priority().orElse(rules.defaultPriority());
        checkTarget(request, priority);
        if (request.uids().isPresent()
                && Integer.compareUnsigned(
                                request.uids().get().start(),
                                request.uids().get().end())
                        > 0) {
            throw invalid("Invalid uid range");
        }
        checkPorts(request.sourcePorts(), "Invalid sport range");
        checkPorts(request.destinationPorts(), "Invalid dport range");
        int mask = request.mask()
                .orElse(request.mark().isPresent() && request.mark().getAsInt() != 0 ? -1 : 0);
        return new FibRule(
                priority,
                request.action(),
                request.table(),
                prefix(request.source()),
                prefix(request.destination()),
                request.tos(),
                request.inverted(),
                request.inputDevice(),
                request.outputDevice(),
                request.mark().orElse(0),
                mask,
                request.tunnelId(),
                request.ipProtocol(),
                request.sourcePorts().orElse(FibRule.Range.ANY),
                request.destinationPorts().orElse(FibRule.Range.ANY),
                request.uids(),
                request.suppressPrefixLength().orElse(-1),
                request.suppressGroup().orElse(-1),
                request.target().orElse(0),
                request.realms().orElse(0),
                request.protocol(),
                request.l3mdev());
    }

    private static void checkPrefix(Optional<InetPrefix> prefix, String words) throws KernelException {
        if (prefix.isPresent() && prefix.get().length() != 0 && !prefix.get().addressGiven()) {
            throw invalid(words);
        }
    }

    private static void checkTarget(RuleRequest request, int priority) throws KernelException {
        boolean jump = request.action().equals(FibRule.Action.GOTO);
        if (request.target().isEmpty()) {
            if (jump) {
                throw invalid("Missing goto target for action goto");
            }
            return;
        }
        if (!jump) {
            throw invalid("Unexpected goto");
        }
        if (Integer.compareUnsigned(request.target().getAsInt(), priority) <= 0) {
            throw invalid("Backward goto not supported");
        }
    }

    private static void checkPorts(Optional<FibRule.Range> ports, String words) throws KernelException {
        if (ports.isEmpty()) {
            return;
        }
        int start = ports.get().start();
        int end = ports.get().end();
        if (start == 0 || end == 0 || end < start || end == 0xffff) {
            throw invalid(words);
        }
    }

    /** {@code fib4_rule_configure}, {@code fib6_rule_configure}: IPv6 takes all bits of a DSCP. */
    private void checkTos(FibRule rule) throws KernelException {
        if ((rule.tos() & ECN_BITS) != 0) {
            throw invalid("Invalid dsfield (tos): ECN bits must be 0");
        }
        if (isIpv4 && (rule.tos() & ~TOS_MASK) != 0) {
            throw invalid("Invalid tos");
        }
    }

    private static FibRule.Selector prefix(Optional<InetPrefix> given) {
        return given.filter(prefix -> prefix.length() != 0)
                .map(prefix -> new FibRule.Selector(prefix.address(), prefix.length()))
                .orElse(FibRule.Selector.ANY);
    }

    /** {@code rule_exists}. */
    private static boolean isSame(FibRule old, FibRule rule) {
        return old.action().equals(rule.action())
                && old.table() == rule.table()
                && old.priority() == rule.priority()
                && old.inputDevice().equals(rule.inputDevice())
                && old.outputDevice().equals(rule.outputDevice())
                && old.mark() == rule.mark()
                && old.markMask() == rule.markMask()
                && old.tunnelId() == rule.tunnelId()
                && old.suppressGroup() == rule.suppressGroup()
                && old.suppressPrefixLength() == rule.suppressPrefixLength()
                && old.l3mdev() == rule.l3mdev()
                && old.uids().equals(rule.uids())
                && old.ipProtocol() == rule.ipProtocol()
                && old.protocol() == rule.protocol()
                && old.sourcePorts().equals(rule.sourcePorts())
                && old.destinationPorts().equals(rule.destinationPorts())
                && isSameIpv4(old, rule);
    }

    /** {@code fib4_rule_compare}: what the request leaves open fits anything. */
    private static boolean isSameIpv4(FibRule old, FibRule rule) {
        return (rule.source().length() == 0 || old.source().equals(rule.source()))
                && (rule.destination().length() == 0 || old.destination().equals(rule.destination()))
                && (rule.tos() == 0 || old.tos() == rule.tos())
                && (rule.realms() == 0 || old.realms() == rule.realms());
    }

    /** {@code rule_find}. */
    private static boolean fits(FibRule old, FibRule rule, RuleRequest request) {
        return (rule.action().equals(FibRule.Action.UNSPEC) || old.action().equals(rule.action()))
                && (rule.table() == 0 || old.table() == rule.table())
                && (request.priority().isEmpty() || old.priority() == rule.priority())
                && (rule.inputDevice().isEmpty() || old.inputDevice().equals(rule.inputDevice()))
                && (rule.outputDevice().isEmpty() || old.outputDevice().equals(rule.outputDevice()))
                && (rule.mark() == 0 || old.mark() == rule.mark())
                && (rule.markMask() == 0 || old.markMask() == rule.markMask())
                && (rule.tunnelId() == 0 || old.tunnelId() == rule.tunnelId())
                && (rule.suppressGroup() == -1 || old.suppressGroup() == rule.suppressGroup())
                && (rule.suppressPrefixLength() == -1 || old.suppressPrefixLength() == rule.suppressPrefixLength())
                && (!rule.l3mdev() || old.l3mdev())
                && (rule.uids().isEmpty() || old.uids().equals(rule.uids()))
                && (rule.ipProtocol() == 0 || old.ipProtocol() == rule.ipProtocol())
                && (rule.protocol() == 0 || old.protocol() == rule.protocol())
                && (request.sourcePorts().isEmpty() || old.sourcePorts().equals(rule.sourcePorts()))
                && (request.destinationPorts().isEmpty()
                        || old.destinationPorts().equals(rule.destinationPorts()))
                && isSameIpv4(old, rule);
    }

    private static KernelException invalid(String words) {
        return new KernelException(Errno.EINVAL, words);
    }
}
