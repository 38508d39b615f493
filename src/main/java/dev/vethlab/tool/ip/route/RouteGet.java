package dev.vethlab.tool.ip.route;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.RouteInfo;
import dev.vethlab.kernel.rtnetlink.RouteQuery;
import dev.vethlab.kernel.rtnetlink.Routes;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.IpProtocols;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Asks for the route of a packet ({@code iproute_get}). */
final class RouteGet {

    private final IpContext context;
    private final Arguments arguments;
    private Optional<Ipv4Address> destination = Optional.empty();
    private Optional<InetPrefix> source = Optional.empty();
    private boolean sourceGiven;
    private int tos;
    private int mark;
    private AddressFamily family;
    private String iif = "";
    private String oif = "";
    private OptionalLong uid = OptionalLong.empty();
    private OptionalInt protocol = OptionalInt.empty();
    private int sourcePort;
    private int destinationPort;
    private boolean fibMatch;
    private boolean connected;
    private boolean notify;

    RouteGet(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.family = context.options().family();
    }

    int run() {
        while (arguments.hasNext()) {
            read(arguments.next());
        }
        if (destination.isEmpty()) {
            throw ExitException.err(ExitException.FAILURE, "need at least a destination address\n");
        }
        OptionalInt in = iif.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(context.devices().require(iif));
        OptionalInt out = oif.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(context.devices().require(oif));
        RouteInfo answer = ask(in, out);
        RoutePrinter printer = new RoutePrinter(context, new RouteFilter());
        context.output().begin();
        if (connected && !sourceGiven) {
            printer.print(answer);
            if (answer.preferredSource().isEmpty()) {
                throw ExitException.err(ExitException.FAILURE, "Failed to connect the route\n");
            }
            // Only the first of the two answers is in the document; the one for the chosen source is text even where
            // JSON is wanted.
            context.output().end();
        }
        printer.print(answer);
        context.output().end();
        return 0;
    }

    private RouteInfo ask(OptionalInt in, OptionalInt out) {
        Routes routes =
                new Routes(context.namespace().net(), context.namespace().fib());
        try {
            RouteInfo answer = routes.get(new RouteQuery(
                    destination.orElseThrow(),
                    source,
                    tos,
                    mark,
                    in,
                    out,
                    uid,
                    protocol,
                    sourcePort,
                    destinationPort,
                    fibMatch));
            return notify && answer.isCloned()
                    ? answer.withFlags(RouteInfo.RTM_F_NOTIFY | RouteInfo.RTCF_NOTIFY)
                    : answer;
        } catch (KernelException refusal) {
            throw ExitException.refused(refusal);
        }
    }

    private void read(String word) {
        if (word.equals("tos") || Arguments.matches(word, "dsfield")) {
            String value = arguments.next();
            tos = DsFields.read(value).orElseThrow(() -> ExitException.invalid("TOS value is invalid\n", value));
        } else if (Arguments.matches(word, "from")) {
            readSource(arguments.next());
        } else if (Arguments.matches(word, "iif")) {
            iif = arguments.next();
        } else if (Arguments.matches(word, "mark")) {
            mark = (int) u32("invalid mark value");
        } else if (Arguments.matches(word, "oif") || word.equals("dev")) {
            oif = arguments.next();
        } else if (Arguments.matches(word, "notify")) {
            notify = true;
        } else if (Arguments.matches(word, "connected")) {
            connected = true;
        } else if (Arguments.matches(word, "vrf")) {
            String name = arguments.next();
            if (context.devices().indexOfVrf(name) == 0) {
                throw ExitException.invalid("Invalid VRF\n", name);
            }
            oif = name;
        } else if (Arguments.matches(word, "uid")) {
            uid = OptionalLong.of(u32("invalid UID\n"));
        } else if (Arguments.matches(word, "fibmatch")) {
            fibMatch = true;
        } else {
            readMore(word);
        }
    }

    private void readMore(String word) {
        if (Arguments.matches(word, "sport")) {
            sourcePort = port("invalid sport\n");
        } else if (Arguments.matches(word, "dport")) {
            destinationPort = port("invalid dport\n");
        } else if (Arguments.matches(word, "ipproto")) {
            String value = arguments.next();
            protocol = IpProtocols.read(value);
            if (protocol.isEmpty()) {
                throw ExitException.invalid("Invalid \"ipproto\" value\n", value);
            }
        } else {
            readDestination(word.equals("to") ? arguments.next() : word);
        }
    }

    private void readSource(String value) {
        if (Arguments.matches(value, "help")) {
            throw ExitException.usage(RouteUsage.TEXT);
        }
        sourceGiven = true;
        source = Optional.of(PrefixText.prefix(value, family));
        family = PrefixText.familyBehind(value, family);
    }

    private void readDestination(String value) {
        if (Arguments.matches(value, "help")) {
            throw ExitException.usage(RouteUsage.TEXT);
        }
        InetPrefix prefix = PrefixText.prefix(value, family);
        family = PrefixText.familyBehind(value, family);
        boolean word = value.equals("default") || value.equals("any") || value.equals("all");
        if (prefix.length() != 32 && !word) {
            context.err("Warning: /" + prefix.length() + " as prefix is invalid, only /32 (or none) is supported.\n");
        }
        destination = Optional.of(prefix.address());
    }

    private long u32(String complaint) {
        String value = arguments.next();
        return Numbers.u32(value, 0).orElseThrow(() -> ExitException.invalid(complaint, value));
    }

    private int port(String complaint) {
        String value = arguments.next();
        return Numbers.u16(value, 0).orElseThrow(() -> ExitException.invalid(complaint, value));
    }
}
