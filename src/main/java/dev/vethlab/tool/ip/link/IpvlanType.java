package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.ipvlan.IpvlanDevice;
import dev.vethlab.kernel.ipvlan.IpvlanMode;
import dev.vethlab.kernel.rtnetlink.IpvlanInfo;
import dev.vethlab.kernel.rtnetlink.IpvlanOptions;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;
import java.util.Optional;

/** {@code type ipvlan ...} (ip/iplink_ipvlan.c). */
final class IpvlanType implements LinkType {

    private static final String USAGE = """
            Usage: ... ipvlan [ mode MODE ] [ FLAGS ]

            MODE: l3 | l3s | l2
            FLAGS: bridge | private | vepa
            (first values are the defaults if nothing is specified).
            """;

    @Override
    public String id() {
        return "ipvlan";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    /** {@code ipvlan_parse_opt}. */
    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        IpvlanOptions options = new IpvlanOptions();
        request.options(options);
        boolean given = false;
        int flags = 0;
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (matches(word, "mode")) {
                options.mode = Optional.of(mode(arguments.next()));
            } else if (!given && matches(word, "private")) {
                flags = IpvlanDevice.PRIVATE;
                given = true;
            } else if (!given && matches(word, "vepa")) {
                flags = IpvlanDevice.VEPA;
                given = true;
            } else if (!given && matches(word, "bridge")) {
                given = true;
            } else {
                throw ExitException.err(
                        ExitException.FAILURE,
                        matches(word, "help") ? USAGE : "ipvlan: unknown option \"" + word + "\"?\n" + USAGE);
            }
        }
        options.flags = Optional.of(flags);
    }

    private static IpvlanMode mode(String word) {
        return switch (word) {
            case "l2" -> IpvlanMode.L2;
            case "l3" -> IpvlanMode.L3;
            case "l3s" -> IpvlanMode.L3S;
            default ->
                throw ExitException.err(
                        ExitException.FAILURE,
                        "Error: argument of \"mode\" must be either \"l2\", \"l3\" or \"l3s\"\n");
        };
    }

    /** {@code ipvlan_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        IpvlanInfo ipvlan = (IpvlanInfo) data;
        Output output = context.output();
        output.string("mode", " mode %s ", ipvlan.mode().name().toLowerCase(Locale.ROOT));
        String flag = "bridge";
        if ((ipvlan.flags() & IpvlanDevice.PRIVATE) != 0) {
            flag = "private";
        } else if ((ipvlan.flags() & IpvlanDevice.VEPA) != 0) {
            flag = "vepa";
        }
        output.bool(flag, flag + " ", true);
    }
}
