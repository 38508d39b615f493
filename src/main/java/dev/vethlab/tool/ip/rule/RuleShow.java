package dev.vethlab.tool.ip.rule;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.FibRule;
import dev.vethlab.kernel.rtnetlink.RuleRequest;
import dev.vethlab.kernel.rtnetlink.Rules;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.IpProtocols;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.grammar.RouteTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Lists or flushes rules ({@code iprule_list_flush_or_save}). */
final class RuleShow {

    private final IpContext context;
    private final Arguments arguments;
    private final RuleFamily family;
    private final Rules rules;
    private final List<Predicate<FibRule>> filters = new ArrayList<>();
    private OptionalInt flushProtocol = OptionalInt.empty();

    RuleShow(IpContext context, Arguments arguments, RuleFamily family) {
        this.context = context;
        this.arguments = arguments;
        this.family = family;
        this.rules = family.rules(context);
    }

    int list() {
        List<FibRule> wanted = wanted();
        RulePrinter printer = new RulePrinter(context, rules);
        context.output().begin();
        wanted.forEach(printer::print);
        context.output().end();
        return 0;
    }

    /** Deletes them by sending back what was told; a rule of priority 0 is told without one and stays. */
    int flush() {
        for (FibRule rule : wanted()) {
            boolean other = flushProtocol.isPresent() && flushProtocol.getAsInt() != rule.protocol();
            if (rule.priority() == 0 || other) {
                continue;
            }
            try {
                rules.delete(request(rule));
            } catch (KernelException refusal) {
                context.err(ExitException.words(refusal));
                return ExitException.FAILURE;
            }
        }
        return 0;
    }

    private List<FibRule> wanted() {
        while (arguments.hasNext()) {
            read(arguments.next());
        }
        if (family == RuleFamily.NONE) {
            throw family.noDump(context);
        }
        return rules.dump().stream()
                .filter(rule -> filters.stream().allMatch(filter -> filter.test(rule)))
                .toList();
    }

    private void read(String word) {
        switch (word) {
            case "not" -> filters.add(FibRule::inverted);
            case "tos", "dsfield" -> {
                String value = arguments.next();
                int tos = RuleWords.required(DsFields.read(value), "TOS value is invalid\n", value);
                filters.add(rule -> rule.tos() == tos);
            }
            case "fwmark" -> readMark(arguments.next());
            case "dev", "iif" -> {
                String name = RuleWords.deviceName(arguments.next(), "\"iif\"/\"dev\" not a valid ifname");
                filters.add(rule -> rule.inputDevice().equals(name));
            }
            case "oif" -> {
                String name = RuleWords.deviceName(arguments.next(), "\"oif\" not a valid ifname");
                filters.add(rule -> rule.outputDevice().equals(name));
            }
            case "l3mdev" -> filters.add(FibRule::l3mdev);
            case "uidrange" -> {
                Optional<FibRule.Range> range = Optional.of(RuleWords.uids(arguments.next()));
                filters.add(rule -> rule.uids().equals(range));
            }
            case "ipproto" -> {
                String value = arguments.next();
                int protocol = RuleWords.required(IpProtocols.read(value), "Invalid \"ipproto\" value\n", value);
                filters.add(rule -> protocol == 0 || rule.ipProtocol() == protocol);
            }
            case "sport" -> {
                FibRule.Range range = RuleWords.ports(arguments.next(), "invalid port range\n");
                filters.add(rule -> rule.sourcePorts().equals(range));
            }
            case "dport" -> {
                FibRule.Range range = RuleWords.ports(arguments.next(), "invalid dport range\n");
                filters.add(rule -> rule.destinationPorts().equals(range));
            }
            default -> readAbbreviated(word);
        }
    }

    private void readAbbreviated(String word) {
        if (Arguments.matches(word, "preference")
                || Arguments.matches(word, "order")
                || Arguments.matches(word, "priority")) {
            int priority = RuleWords.u32(arguments.next(), "preference value is invalid\n");
            filters.add(rule -> rule.priority() == priority);
        } else if (Arguments.matches(word, "tun_id")) {
            long tunnel = RuleWords.u64(arguments.next(), "\"tun_id\" value is invalid\n");
            filters.add(rule -> tunnel == 0 || rule.tunnelId() == tunnel);
        } else if (Arguments.matches(word, "lookup") || Arguments.matches(word, "table")) {
            String value = arguments.next();
            int table = RuleWords.required(RouteTables.read(value), "table id value is invalid\n", value);
            filters.add(rule -> table == 0 || rule.table() == table);
        } else if (Arguments.matches(word, "from") || Arguments.matches(word, "src")) {
            InetPrefix prefix = prefix(arguments.next());
            filters.add(rule -> lies(prefix, rule.source()));
        } else if (Arguments.matches(word, "protocol")) {
            String value = arguments.next();
            OptionalInt number = RouteProtocols.read(value);
            flushProtocol = value.equals("all")
                    ? number
                    : OptionalInt.of(RuleWords.required(number, "invalid \"protocol\"\n", value));
        } else {
            boolean named = Arguments.matches(word, "dst") || Arguments.matches(word, "to");
            InetPrefix prefix = prefix(named ? arguments.next() : word);
            filters.add(rule -> lies(prefix, rule.destination()));
        }
    }

    private void readMark(String value) {
        int mark = RuleWords.u32(RuleWords.mark(value), "fwmark value is invalid\n");
        filters.add(rule -> mark == 0 || rule.mark() == mark);
        Optional<String> given = RuleWords.mask(value);
        if (given.isPresent()) {
            int mask = RuleWords.u32(given.get(), "fwmask value is invalid\n");
            filters.add(rule -> mask == 0 || rule.markMask() == mask);
        }
    }

    private InetPrefix prefix(String value) {
        return PrefixText.prefix(value, family == RuleFamily.INET6 ? AddressFamily.INET6 : AddressFamily.INET);
    }

    private static boolean lies(InetPrefix wanted, FibRule.Selector selector) {
        int difference = wanted.address().bits() ^ selector.address().bits();
        return selector.length() != 0
                && wanted.length() <= selector.length()
                && (difference & Ipv4Prefix.mask(wanted.length())) == 0;
    }

    private static RuleRequest request(FibRule rule) {
        return new RuleRequest(
                OptionalInt.of(rule.priority()),
                rule.action(),
                rule.table(),
                prefix(rule.source()),
                prefix(rule.destination()),
                rule.tos(),
                rule.inverted(),
                rule.inputDevice(),
                rule.outputDevice(),
                OptionalInt.of(rule.mark()),
                OptionalInt.of(rule.markMask()),
                rule.tunnelId(),
                rule.ipProtocol(),
                Optional.of(rule.sourcePorts()).filter(ports -> !ports.equals(FibRule.Range.ANY)),
                Optional.of(rule.destinationPorts()).filter(ports -> !ports.equals(FibRule.Range.ANY)),
                rule.uids(),
                OptionalInt.of(rule.suppressPrefixLength()),
                OptionalInt.of(rule.suppressGroup()),
                rule.action().equals(FibRule.Action.GOTO) ? OptionalInt.of(rule.target()) : OptionalInt.empty(),
                rule.realms() == 0 ? OptionalInt.empty() : OptionalInt.of(rule.realms()),
                rule.protocol(),
                rule.l3mdev());
    }

    private static Optional<InetPrefix> prefix(FibRule.Selector selector) {
        return selector.length() == 0
                ? Optional.empty()
                : Optional.of(new InetPrefix(selector.address(), selector.length(), true, true));
    }
}
