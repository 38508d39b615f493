package dev.vethlab.tool.ip.genetlink;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.Set;

/** {@code ip mptcp} ({@code do_mptcp}): the path manager as a namespace begins with it, for no connection here has several paths. */
public final class MptcpCommand implements IpCommand {

    private static final String USAGE = """
            Usage:\tip mptcp endpoint add ADDRESS [ dev NAME ] [ id ID ]
            \t\t\t\t      [ port NR ] [ FLAG-LIST ]
            \tip mptcp endpoint delete id ID [ ADDRESS ]
            \tip mptcp endpoint change [ id ID ] [ ADDRESS ] [ port NR ] CHANGE-OPT
            \tip mptcp endpoint show [ id ID ]
            \tip mptcp endpoint flush
            \tip mptcp limits set [ subflows NR ] [ add_addr_accepted NR ]
            \tip mptcp limits show
            \tip mptcp monitor
            FLAG-LIST := [ FLAG-LIST ] FLAG
            FLAG  := [ signal | subflow | backup | fullmesh ]
            CHANGE-OPT := [ backup | nobackup | fullmesh | nofullmesh ]
            """;

    private static final int INITIAL_SUBFLOWS = 2;
    private static final Set<String> CHANGES = Set.of("add", "change", "delete");

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext() || arguments.takeMatching("help")) {
            throw ExitException.usage(USAGE);
        }
        String object = arguments.next();
        if (matches(object, "endpoint")) {
            return endpoint(context, arguments);
        }
        if (matches(object, "limits")) {
            return limits(context, arguments);
        }
        if (matches(object, "monitor") && !arguments.hasNext()) {
            throw notSimulated("monitor");
        }
        throw unknown(matches(object, "monitor") ? arguments.next() : object);
    }

    private static int endpoint(IpContext context, Arguments arguments) {
        String word = arguments.hasNext() ? arguments.next() : "show";
        if (CHANGES.stream().anyMatch(change -> matches(word, change))) {
            throw notSimulated("endpoint " + word);
        }
        if (!matches(word, "show") && !matches(word, "flush")) {
            throw unknown(word);
        }
        if (arguments.hasNext()) {
            throw notSimulated("endpoint " + word + " " + arguments.next());
        }
        if (matches(word, "show")) {
            context.output().begin();
            context.output().end();
        }
        return 0;
    }

    private static int limits(IpContext context, Arguments arguments) {
        String word = arguments.hasNext() ? arguments.next() : "show";
        if (matches(word, "set")) {
            throw notSimulated("limits set");
        }
        if (!matches(word, "show")) {
            throw unknown(word);
        }
        context.output().number("add_addr_accepted", "add_addr_accepted %d ", 0);
        context.output().number("subflows", "subflows %d ", INITIAL_SUBFLOWS);
        context.output().newline();
        return 0;
    }

    private static ExitException unknown(String word) {
        return ExitException.usage("Command \"" + word + "\" is unknown, try \"ip mptcp help\".\n");
    }

    private static ExitException notSimulated(String what) {
        return ExitException.err(ExitException.FAILURE, "ip mptcp " + what + " is not simulated\n");
    }
}
