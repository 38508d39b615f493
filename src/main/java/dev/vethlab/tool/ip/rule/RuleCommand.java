package dev.vethlab.tool.ip.rule;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;

/** {@code ip rule} and {@code ip mrule} ({@code do_iprule}, {@code do_multirule}). */
public final class RuleCommand implements IpCommand {

    private final boolean multicast;

    /**
     * @param multicast whether it is {@code ip mrule}
     */
    public RuleCommand(boolean multicast) {
        this.multicast = multicast;
    }

    @Override
    public int run(IpContext context, Arguments arguments) {
        RuleFamily family = RuleFamily.of(context, multicast);
        if (!arguments.hasNext()) {
            return new RuleShow(context, arguments, family).list();
        }
        String word = arguments.next();
        if (Arguments.matches(word, "list") || Arguments.matches(word, "lst") || Arguments.matches(word, "show")) {
            return new RuleShow(context, arguments, family).list();
        }
        if (Arguments.matches(word, "save")) {
            throw ExitException.err(
                    ExitException.FAILURE,
                    arguments.hasNext()
                            ? "\"ip rule save\" does not take any arguments.\n"
                            : "ip rule save is not simulated\n");
        }
        if (Arguments.matches(word, "restore")) {
            throw ExitException.err(ExitException.FAILURE, "ip rule restore is not simulated\n");
        }
        if (Arguments.matches(word, "add")) {
            return new RuleModify(context, arguments, family, true).run();
        }
        if (Arguments.matches(word, "delete")) {
            return new RuleModify(context, arguments, family, false).run();
        }
        if (Arguments.matches(word, "flush")) {
            return new RuleShow(context, arguments, family).flush();
        }
        if (Arguments.matches(word, "help")) {
            throw ExitException.usage(RuleUsage.TEXT);
        }
        throw ExitException.usage("Command \"" + word + "\" is unknown, try \"ip rule help\".\n");
    }
}
