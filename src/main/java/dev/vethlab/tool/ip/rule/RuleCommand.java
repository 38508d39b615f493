package dev.vethlab.tool.ip.rule;

import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;

/** {@code ip rule} ({@code do_iprule}). */
public final class RuleCommand implements IpCommand {

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new RuleShow(context, arguments).list();
        }
        String word = arguments.next();
        if (Arguments.matches(word, "list") || Arguments.matches(word, "lst") || Arguments.matches(word, "show")) {
            return new RuleShow(context, arguments).list();
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
            return modify(context, arguments, true);
        }
        if (Arguments.matches(word, "delete")) {
            return modify(context, arguments, false);
        }
        if (Arguments.matches(word, "flush")) {
            return new RuleShow(context, arguments).flush();
        }
        if (Arguments.matches(word, "help")) {
            throw ExitException.usage(RuleUsage.TEXT);
        }
        throw ExitException.usage("Command \"" + word + "\" is unknown, try \"ip rule help\".\n");
    }

    private static int modify(IpContext context, Arguments arguments, boolean add) {
        AddressFamily family = context.options().family();
        if (family != AddressFamily.UNSPEC && family != AddressFamily.INET) {
            throw ExitException.err(
                    ExitException.FAILURE, "ip rule: the family " + family.word() + " is not simulated\n");
        }
        return new RuleModify(context, arguments, add).run();
    }
}
