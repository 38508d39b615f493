package dev.vethlab.tool.ip.route;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.FibConfig;
import dev.vethlab.kernel.route.FibTable;
import dev.vethlab.kernel.route.HopConfig;
import dev.vethlab.kernel.route.NextHopFlags;
import dev.vethlab.kernel.route.RouteScope;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.rtnetlink.RouteRequest;
import dev.vethlab.kernel.rtnetlink.Routes;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.Realms;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.grammar.RouteTables;
import dev.vethlab.tool.ip.grammar.Scopes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads a route from the command line and asks the kernel to change it ({@code iproute_modify}). */
final class RouteModify {

    private static final int PROTOCOL_BOOT = 3;
    private static final List<String> ROUTER_PREFERENCES = List.of("low", "medium", "high");

    /** What is to be done, with the flags of the request. */
    enum Kind {
        ADD(FibConfig.CREATE | FibConfig.EXCLUSIVE),
        CHANGE(FibConfig.REPLACE),
        REPLACE(FibConfig.CREATE | FibConfig.REPLACE),
        PREPEND(FibConfig.CREATE),
        APPEND(FibConfig.CREATE | FibConfig.APPEND),
        TEST(FibConfig.EXCLUSIVE),
        DELETE(0);

        private final int flags;

        Kind(int flags) {
            this.flags = flags;
        }

        /** The kind that a word means. */
        static Optional<Kind> of(String word) {
            if (word.equals("chg")) {
                return Optional.of(CHANGE);
            }
            for (Kind kind : values()) {
                if (Arguments.matches(word, kind.name().toLowerCase(Locale.ROOT))) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private final IpContext context;
    private final Kind kind;
    private final Arguments arguments;
    /** The one asked for, or that of the first address given. */
    private AddressFamily family;

    private final RouteMetricWords metrics = new RouteMetricWords();
    private Optional<InetPrefix> destination = Optional.empty();
    private Optional<Ipv4Address> gateway = Optional.empty();
    private Ipv4Address source = Ipv4Address.ANY;
    private RouteType type;
    private int protocol;
    private OptionalInt scope = OptionalInt.empty();
    private OptionalInt table = OptionalInt.empty();
    private String device = "";
    private int tos;
    private int priority;
    private int realm;
    private int flags;
    private int nexthopId;
    private boolean gatewayGiven;
    private List<HopConfig> multipath = List.of();

    RouteModify(IpContext context, Kind kind, Arguments arguments) {
        this.context = context;
        this.kind = kind;
        this.arguments = arguments;
        this.family = context.options().family();
        this.type = kind == Kind.DELETE ? RouteType.UNSPEC : RouteType.UNICAST;
        this.protocol = kind == Kind.DELETE ? 0 : PROTOCOL_BOOT;
    }

    int run() {
        boolean hops = false;
        while (arguments.hasNext() && !hops) {
            hops = arguments.peek().equals("nexthop");
            if (!hops) {
                read(arguments.next());
            }
        }
        if (destination.isEmpty()) {
            throw ExitException.usage(RouteUsage.TEXT);
        }
        int oif = device.isEmpty() ? 0 : context.devices().require(device);
        if (hops) {
            multipath = new RouteHopWords(context, arguments, family).read();
        }
        return send(oif);
    }

    private void read(String word) {
        switch (word) {
            case "src" -> {
                source = PrefixText.address(arguments.next(), family);
                family = PrefixText.familyBehind(family);
            }
            case "via" -> readGateway(word);
            case "from" -> {
                String given = arguments.next();
                PrefixText.prefix(given, family);
                family = PrefixText.familyBehind(given, family);
            }
            case "scope" -> {
                String value = arguments.next();
                scope = OptionalInt.of(required(Scopes.number(value), "invalid \"scope\" value\n", value));
            }
            case "onlink" -> flags |= NextHopFlags.ONLINK;
            case "nhid" -> nexthopId = u32("\"id\" value is invalid\n");
            case "dev", "oif" -> device = arguments.next();
            case "expires" -> u32("\"expires\" value is invalid\n");
            case "ttl-propagate", "pref" -> readForOthers(word);
            case "encap", "as" ->
                throw ExitException.err(ExitException.FAILURE, "ip route: " + word + " is not simulated\n");
            default -> readAbbreviated(word);
        }
    }

    /** What counts for MPLS and IPv6 alone, and is sent to the kernel all the same. */
    private void readForOthers(String word) {
        String value = arguments.next();
        boolean known = word.equals("pref")
                ? ROUTER_PREFERENCES.contains(value) || Numbers.u8(value, 0).isPresent()
                : Arguments.matches(value, "enabled") || Arguments.matches(value, "disabled");
        if (!known) {
            throw ExitException.invalid("\"" + word + "\" value is invalid\n", value);
        }
    }

    private void readAbbreviated(String word) {
        if (word.equals("tos") || Arguments.matches(word, "dsfield")) {
            String value = arguments.next();
            tos = required(DsFields.read(value), "\"tos\" value is invalid\n", value);
        } else if (Arguments.matches(word, "metric")
                || Arguments.matches(word, "priority")
                || word.equals("preference")) {
            priority = u32("\"metric\" value is invalid\n");
        } else if (metrics.read(word, arguments)) {
            return;
        } else if (Arguments.matches(word, "realms")) {
            String value = arguments.next();
            realm = required(Realms.read(value), "\"realm\" value is invalid\n", value);
        } else if (Arguments.matches(word, "protocol")) {
            String value = arguments.next();
            protocol = required(RouteProtocols.read(value), "\"protocol\" value is invalid\n", value);
        } else if (Arguments.matches(word, "table")) {
            String value = arguments.next();
            table = OptionalInt.of(required(RouteTables.read(value), "\"table\" value is invalid\n", value));
        } else if (Arguments.matches(word, "vrf")) {
            String name = arguments.next();
            int vrf = context.devices().tableOfVrf(name);
            if (vrf == 0) {
                throw ExitException.invalid("Invalid VRF\n", name);
            }
            table = OptionalInt.of(vrf);
        } else {
            readDestination(word);
        }
    }

    private void readGateway(String word) {
        if (gatewayGiven) {
            throw ExitException.invalid("use nexthop syntax to specify multiple via\n", word);
        }
        gatewayGiven = true;
        gateway = Optional.of(RouteHopWords.gateway(arguments, family));
        family = PrefixText.familyBehind(family);
    }

    private void readDestination(String word) {
        String given = word.equals("to") ? arguments.next() : word;
        boolean number = !given.isEmpty() && Character.digit(given.charAt(0), 10) >= 0;
        OptionalInt named = number ? OptionalInt.empty() : RouteTypes.number(given);
        if (named.isPresent()) {
            type = RouteTypes.read(given).orElse(RouteType.XRESOLVE);
            given = arguments.next();
        }
        if (Arguments.matches(given, "help")) {
            throw ExitException.usage(RouteUsage.TEXT);
        }
        if (destination.isPresent()) {
            throw ExitException.duplicateOrGarbage("to", given);
        }
        destination = Optional.of(PrefixText.prefix(given, family));
        family = PrefixText.familyBehind(given, family);
    }

    private int u32(String complaint) {
        String value = arguments.next();
        OptionalLong number = Numbers.u32(value, 0);
        if (number.isEmpty()) {
            throw ExitException.invalid(complaint, value);
        }
        return (int) number.getAsLong();
    }

    private static int required(OptionalInt number, String complaint, String value) {
        return number.orElseThrow(() -> ExitException.invalid(complaint, value));
    }

    private int send(int oif) {
        RouteRequest request = new RouteRequest(
                kind.flags,
                destination.orElseThrow(),
                tos,
                table.orElse(defaultTable()),
                protocol,
                scope.orElse(defaultScope()),
                type,
                flags,
                priority,
                source,
                metrics.metrics(),
                new HopConfig(oif, gateway, 0, 1, realm),
                multipath,
                nexthopId);
        Routes routes =
                new Routes(context.namespace().net(), context.namespace().fib());
        try {
            if (kind == Kind.DELETE) {
                routes.delete(request);
            } else {
                routes.add(request);
            }
            return 0;
        } catch (KernelException refusal) {
            throw ExitException.refused(refusal);
        }
    }

    private int defaultTable() {
        return switch (type) {
            case LOCAL, BROADCAST, NAT, ANYCAST -> FibTable.LOCAL;
            default -> FibTable.MAIN;
        };
    }

    private int defaultScope() {
        return switch (type) {
            case LOCAL, NAT -> RouteScope.HOST;
            case BROADCAST, MULTICAST, ANYCAST -> RouteScope.LINK;
            case UNICAST, UNSPEC -> {
                boolean direct = !gatewayGiven && multipath.isEmpty() && nexthopId == 0;
                yield kind == Kind.DELETE ? RouteScope.NOWHERE : direct ? RouteScope.LINK : RouteScope.UNIVERSE;
            }
            default -> kind == Kind.DELETE ? RouteScope.NOWHERE : RouteScope.UNIVERSE;
        };
    }
}
