package dev.vethlab.tool.ip.listing;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.List;

/** {@code ip xfrm} ({@code do_xfrm}): states and policies of IPsec, of which there are none. */
public final class XfrmCommand implements IpCommand {

    private static final String USAGE = """
            Usage: ip xfrm XFRM-OBJECT { COMMAND | help }
            where  XFRM-OBJECT := state | policy | monitor
            """;

    private static final List<String> LISTINGS = List.of("list", "show", "lst");

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            throw ExitException.usage(USAGE);
        }
        String object = arguments.next();
        if (matches(object, "state") || matches(object, "sa")) {
            return database(context, arguments, "state");
        }
        if (matches(object, "policy")) {
            return database(context, arguments, "policy");
        }
        throw matches(object, "monitor") ? ListingCommand.notSimulated("ip xfrm monitor") : ExitException.usage(USAGE);
    }

    private static int database(IpContext context, Arguments arguments, String object) {
        String word = arguments.hasNext() ? arguments.next() : "list";
        if (matches(word, "count")) {
            context.process().out(count(object, context.options().showStatistics()));
            return 0;
        }
        boolean harmless = matches(word, "deleteall")
                || matches(word, "delall")
                || matches(word, "flush")
                || LISTINGS.stream().anyMatch(listing -> matches(word, listing));
        if (harmless && !matches(word, "delete") && !arguments.hasNext()) {
            return 0;
        }
        if (harmless || isChange(word)) {
            throw ListingCommand.notSimulated("ip xfrm " + object + " " + word);
        }
        throw ExitException.usage("Command \"" + word + "\" is unknown, try \"ip xfrm " + object + " help\".\n");
    }

    private static boolean isChange(String word) {
        return List.of("add", "update", "allocspi", "delete", "get", "set", "setdefault", "getdefault", "help").stream()
                .anyMatch(change -> matches(word, change));
    }

    private static String count(String object, boolean all) {
        if (object.equals("state")) {
            return "\t SAD count 0" + (all ? " (buckets count 8 Max 1048576)" : "") + "\n";
        }
        return "\t SPD IN  0 OUT 0 FWD 0" + (all ? " (Sock: IN 0 OUT 0 FWD 0)" : "") + "\n";
    }
}
