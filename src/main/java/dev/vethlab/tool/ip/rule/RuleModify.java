package dev.vethlab.tool.ip.rule;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.kernel.errno.Errno;
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
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.Realms;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.grammar.RouteTables;
import dev.vethlab.tool.ip.route.RouteTypes;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Reads a rule from the command line and has it added or deleted ({@code iprule_modify}). */
final class RuleModify {

    private static final int MAIN = 254;
    private static final int EXIT_INVALID = 22;

    private final IpContext context;
    private final Arguments arguments;
    private final RuleFamily family;
    private final boolean add;
    private FibRule.Action action;
    private OptionalInt priority = OptionalInt.empty();
    private OptionalInt table = OptionalInt.empty();
    private boolean tableSettled;
    private Optional<InetPrefix> source = Optional.empty();
    private Optional<InetPrefix> destination = Optional.empty();
    private int tos;
    private boolean inverted;
    private String inputDevice = "";
    private String outputDevice = "";
    private OptionalInt mark = OptionalInt.empty();
    private OptionalInt mask = OptionalInt.empty();
    private int ipProtocol;
    private Optional<FibRule.Range> sourcePorts = Optional.empty();
    private Optional<FibRule.Range> destinationPorts = Optional.empty();
    private Optional<FibRule.Range> uids = Optional.empty();
    private OptionalInt suppressPrefixLength = OptionalInt.empty();
    private OptionalInt suppressGroup = OptionalInt.empty();
    private OptionalInt target = OptionalInt.empty();
    private long tunnelId;
    private OptionalInt realms = OptionalInt.empty();
    private int protocol;
    private boolean l3mdev;

    /** What the kernel says to prefixes of the wrong length; it looks at the source first, which comes last by letters. */
    private final TreeSet<String> foreignPrefixes = new TreeSet<>();

    RuleModify(IpContext context, Arguments arguments, RuleFamily family, boolean add) {
        this.context = context;
        this.arguments = arguments;
        this.family = family;
        this.add = add;
        this.action = add ? FibRule.Action.TO_TABLE : FibRule.Action.UNSPEC;
    }

    int run() {
        if (!arguments.hasNext()) {
            String command = add ? "add" : "del";
            throw ExitException.err(ExitException.FAILURE, "\"ip rule " + command + "\" requires arguments.\n");
        }
        while (arguments.hasNext()) {
            read(arguments.next());
        }
        if (l3mdev && table.orElse(0) != 0) {
            throw ExitException.err(EXIT_INVALID, "table can not be specified for l3mdev rules\n");
        }
        if (family == RuleFamily.NONE) {
            throw family.noChange(context);
        }
        Rules rules = family.rules(context);
        try {
            if (!foreignPrefixes.isEmpty()) {
                throw new KernelException(Errno.EINVAL, foreignPrefixes.last());
            }
            if (add) {
                rules.add(request());
            } else {
                rules.delete(request());
            }
            return 0;
        } catch (KernelException refusal) {
            throw ExitException.refused(refusal);
        }
    }

    private RuleRequest request() {
        return new RuleRequest(
                priority,
                action,
                table.orElse(add && !tableSettled ? MAIN : 0),
                source,
                destination,
                tos,
                inverted,
                inputDevice,
                outputDevice,
                mark,
                mask,
                tunnelId,
                ipProtocol,
                sourcePorts,
                destinationPorts,
                uids,
                suppressPrefixLength,
                suppressGroup,
                target,
                realms,
                protocol,
                l3mdev);
    }

    private void read(String word) {
        switch (word) {
            case "not" -> inverted = true;
            case "from" -> source = prefix("Invalid source address");
            case "to" -> destination = prefix("Invalid dst address");
            case "tos" -> readTos();
            case "fwmark" -> readMark(arguments.next());
            case "dev", "iif" ->
                inputDevice = RuleWords.deviceName(arguments.next(), "\"iif\"/\"dev\" not a valid ifname");
            case "oif" -> outputDevice = RuleWords.deviceName(arguments.next(), "\"oif\" not a valid ifname");
            case "l3mdev" -> {
                l3mdev = true;
                tableSettled = true;
            }
            case "uidrange" -> uids = Optional.of(RuleWords.uids(arguments.next()));
            case "ipproto" -> {
                String value = arguments.next();
                ipProtocol = RuleWords.required(IpProtocols.read(value), "Invalid \"ipproto\" value\n", value);
            }
            case "sport" -> sourcePorts = Optional.of(RuleWords.ports(arguments.next(), "invalid port range\n"));
            case "dport" -> destinationPorts = Optional.of(RuleWords.ports(arguments.next(), "invalid dport range\n"));
            default -> readAbbreviated(word);
        }
    }

    private void readAbbreviated(String word) {
        if (Arguments.matches(word, "preference")
                || Arguments.matches(word, "order")
                || Arguments.matches(word, "priority")) {
            priority = OptionalInt.of(RuleWords.u32(arguments.next(), "preference value is invalid\n"));
        } else if (Arguments.matches(word, "dsfield")) {
            readTos();
        } else if (Arguments.matches(word, "realms")) {
            String value = arguments.next();
            realms = OptionalInt.of(RuleWords.required(Realms.read(value), "invalid realms\n", value));
        } else if (Arguments.matches(word, "protocol")) {
            String value = arguments.next();
            protocol = RuleWords.required(RouteProtocols.read(value), "\"protocol\" value is invalid\n", value);
        } else if (Arguments.matches(word, "tun_id")) {
            tunnelId = RuleWords.u64(arguments.next(), "\"tun_id\" value is invalid\n");
        } else if (Arguments.matches(word, "table") || word.equals("lookup")) {
            String value = arguments.next();
            table = OptionalInt.of(RuleWords.required(RouteTables.read(value), "invalid table ID\n", value));
        } else if (Arguments.matches(word, "suppress_prefixlength") || word.equals("sup_pl")) {
            readSuppressPrefixLength(arguments.next());
        } else if (Arguments.matches(word, "suppress_ifgroup") || word.equals("sup_group")) {
            String value = arguments.next();
            OptionalInt group = value.equals("default") ? OptionalInt.of(0) : Numbers.integer(value, 0);
            suppressGroup = OptionalInt.of(RuleWords.required(group, "Invalid \"suppress_ifgroup\" value\n", value));
        } else if (word.equals("nat") || Arguments.matches(word, "map-to")) {
            context.err("Warning: route NAT is deprecated\n");
            PrefixText.address(arguments.next(), context.options().family());
            action = FibRule.Action.NAT;
        } else {
            readAction(word.equals("type") ? arguments.next() : word);
        }
    }

    /** A prefix of IPv6 in a rule of another family is left to the kernel to refuse. */
    private Optional<InetPrefix> prefix(String refusal) {
        String word = arguments.next();
        boolean foreign = family != RuleFamily.INET6
                && context.options().family() == AddressFamily.UNSPEC
                && Ipv6Address.isPrefix(word);
        if (foreign) {
            foreignPrefixes.add(refusal);
            return Optional.empty();
        }
        return Optional.of(PrefixText.prefix(word, family.ofPrefixes(context)));
    }

    private void readTos() {
        String value = arguments.next();
        tos = RuleWords.required(DsFields.read(value), "TOS value is invalid\n", value);
    }

    private void readMark(String value) {
        mark = OptionalInt.of(RuleWords.u32(RuleWords.mark(value), "fwmark value is invalid\n"));
        Optional<String> given = RuleWords.mask(value);
        if (given.isPresent()) {
            mask = OptionalInt.of(RuleWords.u32(given.get(), "fwmask value is invalid\n"));
        }
    }

    private void readSuppressPrefixLength(String value) {
        OptionalInt length = Numbers.integer(value, 0);
        if (length.isEmpty() || length.getAsInt() < 0) {
            throw ExitException.invalid("suppress_prefixlength value is invalid\n", value);
        }
        suppressPrefixLength = length;
    }

    private void readAction(String word) {
        tableSettled = true;
        if (Arguments.matches(word, "help")) {
            throw ExitException.usage(RuleUsage.TEXT);
        }
        if (Arguments.matches(word, "goto")) {
            action = FibRule.Action.GOTO;
            target = OptionalInt.of(RuleWords.u32(arguments.next(), "invalid target\n"));
            return;
        }
        if (Arguments.matches(word, "nop")) {
            action = FibRule.Action.NOP;
            return;
        }
        action = new FibRule.Action(RuleWords.required(RouteTypes.number(word), "Failed to parse rule type", word));
    }
}
