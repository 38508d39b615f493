package dev.vethlab.tool.ip.listing;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;

/** An object whose first word is {@code show} unless another is given. */
abstract class ListingCommand implements IpCommand {

    private final String name;
    private final String usage;

    /**
     * A command.
     *
     * @param name as its own complaints have it
     */
    ListingCommand(String name, String usage) {
        this.name = name;
        this.usage = usage;
    }

    @Override
    public final int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext() || takeShow(arguments)) {
            return show(context, arguments);
        }
        String word = arguments.next();
        if (Arguments.matches(word, "help")) {
            throw misused();
        }
        return other(word, context, arguments);
    }

    private static boolean takeShow(Arguments arguments) {
        return arguments.takeMatching("show") || arguments.takeMatching("lst") || arguments.takeMatching("list");
    }

    /** Lists; the arguments stand behind the word {@code show}. */
    abstract int show(IpContext context, Arguments arguments);

    /** Runs another word than {@code show} and {@code help}. */
    int other(String word, IpContext context, Arguments arguments) {
        throw ExitException.usage("Command \"" + word + "\" is unknown, try \"ip " + name + " help\".\n");
    }

    final ExitException misused() {
        return ExitException.usage(usage);
    }

    static ExitException notSimulated(String what) {
        return ExitException.err(ExitException.FAILURE, what + " is not simulated\n");
    }
}
