package dev.vethlab.tool.ip.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.route.HopConfig;
import dev.vethlab.kernel.route.NextHopFlags;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.Realms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the next hops of a multipath route ({@code parse_nexthops}). */
final class RouteHopWords {

    private static final int LARGEST_WEIGHT = 256;

    private final IpContext context;
    private final Arguments arguments;
    private final AddressFamily family;

    /**
     * @param family of the route
     */
    RouteHopWords(IpContext context, Arguments arguments, AddressFamily family) {
        this.family = family;
        this.context = context;
        this.arguments = arguments;
    }

    /** Reads {@code [ FAMILY ] ADDRESS} behind {@code via}. */
    static Ipv4Address gateway(Arguments arguments, AddressFamily family) {
        String value = arguments.next();
        if (value.equals("inet6") || value.equals("mpls") || value.equals("bridge") || value.equals("link")) {
            throw ExitException.err(ExitException.FAILURE, "ip route: via " + value + " is not simulated\n");
        }
        return value.equals("inet")
                ? PrefixText.address(arguments.next(), AddressFamily.INET)
                : PrefixText.address(value, family);
    }

    List<HopConfig> read() {
        List<HopConfig> hops = new ArrayList<>();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!word.equals("nexthop")) {
                throw ExitException.usage(
                        "Error: \"nexthop\" or end of line is expected instead of \"" + word + "\"\n");
            }
            if (!arguments.hasNext()) {
                throw ExitException.usage("Error: unexpected end of line after \"nexthop\"\n");
            }
            hops.add(one());
        }
        return hops;
    }

    private HopConfig one() {
        Optional<Ipv4Address> gateway = Optional.empty();
        int oif = 0;
        int weight = 1;
        int flags = 0;
        int realm = 0;
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("via")) {
                gateway = Optional.of(gateway(arguments, family));
            } else if (word.equals("dev")) {
                oif = device(arguments.next());
            } else if (word.equals("weight")) {
                weight = weight(arguments.next());
            } else if (word.equals("onlink")) {
                flags |= NextHopFlags.ONLINK;
            } else if (Arguments.matches(word, "realms")) {
                String value = arguments.next();
                OptionalInt read = Realms.read(value);
                realm = read.orElseThrow(() -> ExitException.invalid("\"realm\" value is invalid\n", value));
            } else {
                arguments.back();
                break;
            }
        }
        return new HopConfig(oif, gateway, flags, weight, realm);
    }

    private int device(String name) {
        int index = context.devices().indexOf(name);
        if (index == 0) {
            throw ExitException.usage("Cannot find device \"" + name + "\"\nError: cannot parse nexthop\n");
        }
        return index;
    }

    private static int weight(String value) {
        OptionalLong weight = Numbers.u32(value, 0);
        if (weight.isEmpty() || weight.getAsLong() == 0 || weight.getAsLong() > LARGEST_WEIGHT) {
            throw ExitException.invalid("\"weight\" is invalid\n", value);
        }
        return (int) weight.getAsLong();
    }
}
