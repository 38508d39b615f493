package dev.vethlab.tool.ip.nexthop;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.NextHopFlags;
import dev.vethlab.kernel.route.NexthopConfig;
import dev.vethlab.kernel.rtnetlink.NexthopRequests;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads a nexthop from the command line and has it added, replaced or deleted ({@code ipnh_modify}). */
final class NexthopModify {

    private static final int LARGEST_WEIGHT = 256;

    private final IpContext context;
    private final Arguments arguments;
    private OptionalInt id = OptionalInt.empty();
    private int oif;
    private int protocol;
    private int flags;
    private Optional<Ipv4Address> gateway = Optional.empty();
    private boolean blackhole;
    private boolean fdb;
    private List<NexthopConfig.Member> group = List.of();

    NexthopModify(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    int add(int requestFlags) {
        readAll();
        NexthopConfig config =
                new NexthopConfig(requestFlags, id.orElse(0), protocol, flags, oif, gateway, blackhole, fdb, group);
        try {
            requests().add(config);
            return 0;
        } catch (KernelException refusal) {
            throw ExitException.refused(refusal);
        }
    }

    int delete() {
        readAll();
        try {
            requests().delete(id);
            return 0;
        } catch (KernelException refusal) {
            throw ExitException.refused(refusal);
        }
    }

    private NexthopRequests requests() {
        return new NexthopRequests(
                context.namespace().net(), context.namespace().fib());
    }

    private void readAll() {
        while (arguments.hasNext()) {
            read(arguments.next());
        }
    }

    private void read(String word) {
        switch (word) {
            case "id" -> id = OptionalInt.of(id(arguments.next()));
            case "dev" -> {
                String name = arguments.next();
                oif = context.devices().indexOf(name);
                if (oif == 0) {
                    throw ExitException.invalid("Device does not exist\n", name);
                }
            }
            case "via" -> {
                String value = arguments.next();
                String address = value.equals("inet") ? arguments.next() : value;
                gateway = Optional.of(
                        PrefixText.address(address, context.options().family()));
            }
            case "blackhole" -> blackhole = true;
            case "onlink" -> flags |= NextHopFlags.ONLINK;
            case "group" -> group = group(arguments.next());
            case "type" -> readType(arguments.next());
            case "help" -> throw ExitException.usage(NexthopUsage.TEXT);
            case "fdb" -> fdb = true;
            case "encap" ->
                throw ExitException.err(ExitException.FAILURE, "ip nexthop: " + word + " is not simulated\n");
            default -> readProtocol(word);
        }
    }

    private void readProtocol(String word) {
        if (!Arguments.matches(word, "protocol")) {
            throw ExitException.invalid("", word);
        }
        String value = arguments.next();
        protocol = RouteProtocols.read(value)
                .orElseThrow(() -> ExitException.invalid("\"protocol\" value is invalid\n", value));
    }

    private static void readType(String value) {
        if (value.equals("resilient")) {
            throw ExitException.err(ExitException.FAILURE, "ip nexthop: type resilient is not simulated\n");
        }
        if (!value.equals("mpath")) {
            throw ExitException.invalid("\"type\" value is invalid\n", value);
        }
    }

    /** {@code ipnh_parse_id}. */
    static int id(String value) {
        OptionalLong id = Numbers.u32(value, 0);
        if (id.isEmpty()) {
            throw ExitException.invalid("invalid id value", value);
        }
        return (int) id.getAsLong();
    }

    /** {@code add_nh_group_attr}: {@code ID[,WEIGHT]/ID[,WEIGHT]/...}. */
    private static List<NexthopConfig.Member> group(String value) {
        List<NexthopConfig.Member> members = new ArrayList<>();
        for (String part : value.split("/", -1)) {
            int comma = part.indexOf(',');
            OptionalLong id = Numbers.u32(comma < 0 ? part : part.substring(0, comma), 0);
            if (id.isEmpty()) {
                throw ExitException.invalid("\"group\" value is invalid\n", part);
            }
            int weight = comma < 0 ? 1 : weight(part.substring(comma + 1));
            members.add(new NexthopConfig.Member((int) id.getAsLong(), weight));
        }
        return members;
    }

    private static int weight(String value) {
        OptionalLong weight = Numbers.u32(value, 0);
        if (weight.isEmpty() || weight.getAsLong() == 0 || weight.getAsLong() > LARGEST_WEIGHT) {
            throw ExitException.invalid("\"weight\" is invalid\n", value);
        }
        return (int) weight.getAsLong();
    }
}
